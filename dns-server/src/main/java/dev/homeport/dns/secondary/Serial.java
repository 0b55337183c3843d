package dev.homeport.dns.secondary;

/** Serial numbers, which go round (RFC 1982). */
final class Serial {
    private Serial() {}

    /**
     * Whether a serial number comes after another (RFC 1982 3.2). Of two that are exactly half the
     * circle apart neither does.
     */
    static boolean isAfter(long serial, long other) {
        int distance = (int) (serial - other);
        return distance > 0;
    }

    /** The serial number in the data of a SOA record. */
    static long ofSoa(byte[] rdata) {
        return number(rdata, rdata.length - 20);
    }

    /** The unsigned number in four bytes. */
    static long number(byte[] bytes, int at) {
        return ((bytes[at] & 0xffL) << 24)
                | ((bytes[at + 1] & 0xffL) << 16)
                | ((bytes[at + 2] & 0xffL) << 8)
                | (bytes[at + 3] & 0xffL);
    }
}
