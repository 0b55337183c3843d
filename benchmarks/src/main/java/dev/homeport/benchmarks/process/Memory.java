package dev.homeport.benchmarks.process;

/**
 * Resident memory of some processes.
 *
 * @param rssKib pages in memory; pages shared by two processes count twice
 * @param pssKib pages in memory, each shared page divided among those who share it
 */
public record Memory(long rssKib, long pssKib) {
    /** Nothing. */
    public static final Memory NONE = new Memory(0, 0);

    /** Both together. */
    public Memory plus(Memory other) {
        return new Memory(rssKib + other.rssKib, pssKib + other.pssKib);
    }

    /** Resident memory in mebibytes. */
    public double rssMib() {
        return rssKib / 1024.0;
    }

    /** Proportional memory in mebibytes. */
    public double pssMib() {
        return pssKib / 1024.0;
    }
}
