package dev.homeport.dns.message;

import dev.homeport.dns.zone.DomainName;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message taken apart (RFC 1035 4.1). Immutable.
 *
 * @param id the asker's number
 * @param flags the two bytes behind it
 */
public record DnsMessage(
        int id,
        int flags,
        List<Asked> questions,
        List<MessageRecord> answers,
        List<MessageRecord> authorities,
        List<MessageRecord> additional) {
    public DnsMessage {
        questions = List.copyOf(questions);
        answers = List.copyOf(answers);
        authorities = List.copyOf(authorities);
        additional = List.copyOf(additional);
    }

    /** One entry of the question section. */
    public record Asked(DomainName name, int type, int recordClass) {}

    /**
     * Takes any bytes apart, in time linear to their number but for names that share their ends.
     *
     * @return nothing when they are no whole message, or more than one
     */
    public static Optional<DnsMessage> decode(byte[] message) {
        if (message.length < WireReader.HEADER_BYTES) return Optional.empty();
        return new Decoding(message).message();
    }

    /** The kind of query. */
    public int opcode() {
        return (flags >> 11) & 0x0f;
    }

    /** The low four bits of the response code. */
    public int rcode() {
        return flags & 0x0f;
    }

    /** Whether it is a reply. */
    public boolean isReply() {
        return (flags & 0x8000) != 0;
    }

    /** Whether it was cut short. */
    public boolean isTruncated() {
        return (flags & 0x0200) != 0;
    }

    private static final class Decoding {
        private final byte[] bytes;
        private final WireReader in;
        private final byte[] name = new byte[DomainName.BYTES_MAX];
        private boolean broken;

        Decoding(byte[] bytes) {
            this.bytes = bytes;
            this.in = new WireReader(bytes, 0, bytes.length);
        }

        Optional<DnsMessage> message() {
            int id = in.unsigned16();
            int flags = in.unsigned16();
            int[] counts = new int[4];
            for (int i = 0; i < counts.length; i++) counts[i] = in.unsigned16();
            List<Asked> questions = questions(counts[0]);
            List<MessageRecord> answers = records(counts[1]);
            List<MessageRecord> authorities = records(counts[2]);
            List<MessageRecord> additional = records(counts[3]);
            if (broken || in.left() != 0) return Optional.empty();
            return Optional.of(
                    new DnsMessage(id, flags, questions, answers, authorities, additional));
        }

        private List<Asked> questions(int count) {
            List<Asked> questions = new ArrayList<>();
            for (int i = 0; i < count && !broken; i++) {
                int length = in.readName(name);
                if (length == 0 || in.left() < 4) {
                    broken = true;
                    break;
                }
                DomainName asked = DomainName.ofWire(name, 0, length);
                questions.add(new Asked(asked, in.unsigned16(), in.unsigned16()));
            }
            return questions;
        }

        private List<MessageRecord> records(int count) {
            List<MessageRecord> records = new ArrayList<>();
            for (int i = 0; i < count && !broken; i++) {
                Optional<MessageRecord> next = next();
                broken = next.isEmpty();
                next.ifPresent(records::add);
            }
            return records;
        }

        private Optional<MessageRecord> next() {
            int offset = in.at();
            int length = in.readName(name);
            if (length == 0 || in.left() < 10) return Optional.empty();
            DomainName owner = DomainName.ofWire(name, 0, length);
            int type = in.unsigned16();
            int recordClass = in.unsigned16();
            long ttl = in.unsigned32();
            int rdataBytes = in.unsigned16();
            int from = in.at();
            if (rdataBytes > in.left()) return Optional.empty();
            in.skip(rdataBytes);
            // RFC 2136 2.4 and 2.5: without data there are no parts of it either.
            if (rdataBytes == 0) {
                return Optional.of(
                        new MessageRecord(owner, type, recordClass, ttl, new byte[0], offset));
            }
            return RdataNames.expand(bytes, type, from, from + rdataBytes)
                    .map(data -> new MessageRecord(owner, type, recordClass, ttl, data, offset));
        }
    }
}
