package dev.homeport.dns.tsig;

import dev.homeport.dns.message.DnsMessage;
import dev.homeport.dns.message.MessageRecord;
import dev.homeport.dns.zone.RecordType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Takes the TSIG record off the end of a message (RFC 8945 5.2). */
sealed interface TsigTail {
    /** There is none. */
    record None() implements TsigTail {}

    /** The bytes are no message, or TSIG stands where it must not. */
    record Malformed() implements TsigTail {}

    /**
     * There is one.
     *
     * @param message without it and with its original number: what was signed
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, never written to.
    record Found(byte[] message, TsigRecord tsig) implements TsigTail {}

    /** Looks at any bytes. */
    static TsigTail of(byte[] bytes) {
        var decoded = DnsMessage.decode(bytes);
        if (decoded.isEmpty()) return new Malformed();
        DnsMessage message = decoded.get();
        if (hasTsig(message.answers()) || hasTsig(message.authorities())) return new Malformed();
        List<MessageRecord> additional = message.additional();
        if (!hasTsig(additional)) return new None();
        MessageRecord last = additional.getLast();
        // RFC 8945 5.1: one, and the last record of all.
        if (last.type() != RecordType.TSIG || hasTsig(additional.subList(0, additional.size() - 1)))
            return new Malformed();
        var tsig = TsigRecord.of(last);
        if (tsig.isEmpty()) return new Malformed();
        byte[] signed = Arrays.copyOf(bytes, last.offset());
        ByteBuffer.wrap(signed)
                .putShort(0, (short) tsig.get().originalId())
                .putShort(10, (short) (additional.size() - 1));
        return new Found(signed, tsig.get());
    }

    private static boolean hasTsig(List<MessageRecord> records) {
        return records.stream().anyMatch(r -> r.type() == RecordType.TSIG);
    }
}
