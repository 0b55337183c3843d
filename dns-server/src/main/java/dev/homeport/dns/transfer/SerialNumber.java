package dev.homeport.dns.transfer;

/** Arithmetic of serial numbers, which go round (RFC 1982 3). */
public final class SerialNumber {
    private static final long MASK = 0xffff_ffffL;

    private SerialNumber() {}

    /** Whether a serial comes after another; of two that are half the circle apart neither does. */
    public static boolean isNewer(long serial, long than) {
        long ahead = (serial - than) & MASK;
        return ahead != 0 && ahead < 0x8000_0000L;
    }

    /** The next one; 0 is left out, since some take it for none. */
    public static long next(long serial) {
        long next = (serial + 1) & MASK;
        return next == 0 ? 1 : next;
    }
}
