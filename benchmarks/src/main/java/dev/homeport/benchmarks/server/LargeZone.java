package dev.homeport.benchmarks.server;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A zone of as many names as one likes, each with an address; the same in every run. */
public final class LargeZone {
    /** Its name. */
    public static final String NAME = "large.test";

    /** Coprime to every number of names below it, so that no two names are alike. */
    private static final long STEP = 2_147_483_647L;

    private LargeZone() {}

    /** A name in it, for numbers from 0 on; neighbours in number are strangers in the alphabet. */
    public static String name(int number) {
        return label(number) + "." + NAME;
    }

    private static String label(int number) {
        return "h" + Long.toString(number * STEP % (1L << 40), 36);
    }

    /**
     * Writes its master file.
     *
     * @throws IOException if it cannot be written
     */
    static void write(Path zones, int names) throws IOException {
        Path file = zones.resolve(NAME + ".zone");
        try (BufferedWriter text = Files.newBufferedWriter(file)) {
            text.write("$TTL 3600\n$ORIGIN " + NAME + ".\n");
            text.write("@ SOA ns1 hostmaster 1 3600 900 604800 300\n@ NS ns1\n");
            text.write("ns1 A 192.0.2.53\n");
            for (int i = 0; i < names; i++) {
                text.write(label(i) + " A 10." + (i >> 16 & 255) + "." + (i >> 8 & 255));
                text.write("." + (i & 255) + "\n");
            }
        }
    }
}
