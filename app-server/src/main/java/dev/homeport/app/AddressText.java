package dev.homeport.app;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Addresses as people write them. */
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /** {@code address} in its shortest form (RFC 5952 4), without a scope. */
    public static String of(InetAddress address) {
        if (!(address instanceof Inet6Address)) return address.getHostAddress();
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) groups[i] = Short.toUnsignedInt(bytes.getShort());
        return compressed(groups);
    }

    private static String compressed(int[] groups) {
        int start = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(groups, i);
            // RFC 5952 4.2.3: the longest run, the first of equal ones.
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        // RFC 5952 4.2.2: a single group of zeros is not shortened.
        if (length < 2) return joined(groups, 0, GROUPS);
        return joined(groups, 0, start) + "::" + joined(groups, start + length, GROUPS);
    }

    private static int zerosFrom(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) end++;
        return end - from;
    }

    private static String joined(int[] groups, int from, int end) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < end; i++) {
            if (i > from) text.append(':');
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
