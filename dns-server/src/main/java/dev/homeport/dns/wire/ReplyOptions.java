package dev.homeport.dns.wire;

import dev.homeport.dns.answer.ExtendedError;
import dev.homeport.dns.peer.ClientAddress;
import dev.homeport.dns.peer.ServerCookies;
import dev.homeport.dns.peer.ServerCookies.Standing;
import dev.homeport.dns.zone.RecordType;

/**
 * The options that go into the OPT record of one reply after the other. Not thread-safe; lives in
 * an {@link Exchange}.
 */
final class ReplyOptions {
    /** A cookie, an NSID of 255 bytes and a keepalive, each with its head. */
    private static final int ROOM = ServerCookies.WORK_BYTES + 255 + 2 + 3 * 4;

    /** RFC 8467 4.1: replies grow to a multiple of so many bytes. */
    private static final int PADDING_BLOCK = 468;

    private static final int ERROR_BYTES = Edns.OPTION_HEAD_BYTES + 2;

    private final byte[] bytes = new byte[ROOM];
    private int length;
    private boolean padded;

    void clear() {
        length = 0;
        padded = false;
    }

    /** Bytes that have to find room in the reply. */
    int length() {
        return length;
    }

    /** Answers a cookie with a cookie, and says what the asker's proves. */
    Standing cookie(
            ServerCookies cookies, ClientAddress client, byte[] query, int at, int cookieBytes) {
        head(Edns.COOKIE, ServerCookies.BYTES);
        Standing standing = cookies.exchange(client, query, at, cookieBytes, bytes, length);
        length += ServerCookies.BYTES;
        return standing;
    }

    void nsid(byte[] id) {
        head(Edns.NSID, id.length);
        System.arraycopy(id, 0, bytes, length, id.length);
        length += id.length;
    }

    /** RFC 7828 3.1: how long a connection may be idle, in units of 100 ms. */
    void keepalive(int units) {
        head(Edns.KEEPALIVE, 2);
        length = put16(bytes, length, units);
    }

    /** RFC 7830 4: who pads gets padding, where the length is all that others can see. */
    void pad() {
        padded = true;
    }

    private void head(int code, int dataBytes) {
        length = put16(bytes, put16(bytes, length, code), dataBytes);
    }

    /**
     * How many bytes {@link #write} will write behind a message of so many, OPT's head included.
     */
    int bytesAfter(int messageBytes, int messageBytesMax, ExtendedError error) {
        int all = length + errorBytes(messageBytes + length, messageBytesMax, error);
        return all + paddingBytes(messageBytes + all, messageBytesMax);
    }

    /**
     * Writes all options.
     *
     * @param target has room for what {@link #bytesAfter} said
     * @param at how long the message is so far
     * @return how long it is then
     */
    int write(byte[] target, int at, int messageBytesMax, ExtendedError error) {
        System.arraycopy(bytes, 0, target, at, length);
        int end = at + length;
        if (errorBytes(end, messageBytesMax, error) > 0) {
            end = put16(target, put16(target, end, Edns.EXTENDED_ERROR), 2);
            end = put16(target, end, error.code());
        }
        int padding = paddingBytes(end, messageBytesMax);
        if (padding == 0) return end;
        put16(target, put16(target, end, Edns.PADDING), padding - Edns.OPTION_HEAD_BYTES);
        java.util.Arrays.fill(target, end + Edns.OPTION_HEAD_BYTES, end + padding, (byte) 0);
        return end + padding;
    }

    /** RFC 8914 3: an explanation must not cost data its place. */
    private static int errorBytes(int messageBytes, int messageBytesMax, ExtendedError error) {
        boolean fits = messageBytes + ERROR_BYTES <= messageBytesMax;
        return error != ExtendedError.NONE && fits ? ERROR_BYTES : 0;
    }

    private int paddingBytes(int messageBytes, int messageBytesMax) {
        int least = messageBytes + Edns.OPTION_HEAD_BYTES;
        if (!padded || least > messageBytesMax) return 0;
        int blocks = (least + PADDING_BLOCK - 1) / PADDING_BLOCK;
        return Math.min(blocks * PADDING_BLOCK, messageBytesMax) - messageBytes;
    }

    /**
     * Puts the options into a message that was made without them, before an extended error, where
     * {@link #write} would have put them. What {@link #pad} wants is not done.
     *
     * @param message ends with an OPT record that holds an extended error or nothing; has room
     * @return how long it is then
     */
    int insert(byte[] message, int messageBytes) {
        int at = messageBytes - (endsWithOpt(message, messageBytes, 0) ? 0 : ERROR_BYTES);
        System.arraycopy(message, at, message, at + length, messageBytes - at);
        System.arraycopy(bytes, 0, message, at, length);
        put16(message, at - 2, messageBytes - at + length);
        return messageBytes + length;
    }

    /**
     * Copies a message without the options that {@link #write} put into it.
     *
     * @return how long the copy is
     */
    int remove(byte[] message, int messageBytes, byte[] target) {
        int rest = endsWithOpt(message, messageBytes, length) ? 0 : ERROR_BYTES;
        int at = messageBytes - rest - length;
        System.arraycopy(message, 0, target, 0, at);
        System.arraycopy(message, at + length, target, at, rest);
        put16(target, at - 2, rest);
        return messageBytes - length;
    }

    /**
     * Whether the last bytes are an OPT record with so many of options. If the options are longer
     * by an extended error, these bytes begin in its flags, which are no type.
     */
    private static boolean endsWithOpt(byte[] message, int messageBytes, int optionBytes) {
        int at = messageBytes - optionBytes - Edns.RECORD_BYTES;
        return message[at] == 0
                && message[at + 1] == 0
                && message[at + 2] == RecordType.OPT
                && message[at + 9] == 0
                && message[at + 10] == optionBytes;
    }

    private static int put16(byte[] target, int at, int value) {
        target[at] = (byte) (value >> 8);
        target[at + 1] = (byte) value;
        return at + 2;
    }
}
