package dev.homeport.dns.transfer;

import dev.homeport.dns.message.DnsMessage.Asked;
import dev.homeport.dns.message.MessageRecord;
import dev.homeport.dns.message.MessageWriter;
import dev.homeport.dns.message.MessageWriter.Section;
import dev.homeport.dns.wire.Conversation.Replies;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;

import java.util.List;

/**
 * Sends the records of a transfer, as many as fit into each message (RFC 5936 2.2). Holds one
 * message at a time and waits for slow readers, so that a zone of any size takes little memory.
 * Used by one thread.
 */
final class Outgoing {
    /** As far as compression reaches. */
    private static final int MESSAGE_BYTES = 16 * 1024;

    private static final int FLAGS_REPLY_AUTHORITATIVE = 0x8400;

    private final MessageWriter writer;
    private final int id;
    private final int flags;
    private final Seal seal;
    private final Replies replies;
    private boolean gone;
    private long records;
    private long bytes;

    /** Makes of a message what is sent: the same, or the same signed. */
    interface Seal {
        /** As it is. */
        Seal NONE = message -> message;

        /** The message as it is sent. */
        byte[] sealed(byte[] message);
    }

    /**
     * @param flags of the request: opcode and RD are taken over
     * @param sealBytes that sealing adds at most
     */
    Outgoing(int id, int flags, Asked question, Seal seal, int sealBytes, Replies replies) {
        this.id = id;
        this.flags = FLAGS_REPLY_AUTHORITATIVE | (flags & 0x7900);
        this.seal = seal;
        this.replies = replies;
        writer = new MessageWriter(MESSAGE_BYTES, MessageWriter.BYTES_MAX - sealBytes);
        begin();
        // RFC 5936 2.2.1: only the first message has to repeat the question.
        writer.ask(question.name(), question.type(), question.recordClass());
    }

    private void begin() {
        writer.begin(id, flags);
    }

    /** The whole zone, its SOA first and last (RFC 5936 2.2). */
    void zone(Zone zone) throws InterruptedException {
        add(zone.soa());
        for (Rrset rrset : zone.rrsets()) {
            if (gone) return;
            boolean soa = rrset.type() == zone.soa().type();
            if (!soa) add(rrset);
            if (rrset.signatures().isPresent()) add(rrset.signatures().get());
        }
        add(zone.soa());
    }

    /** Changes one after the other, between two copies of the newest SOA (RFC 1995 4). */
    void deltas(Rrset newest, List<ZoneDelta> deltas) throws InterruptedException {
        add(newest);
        for (ZoneDelta delta : deltas) {
            add(delta.soaBefore());
            for (Rrset rrset : delta.removed()) add(rrset);
            add(delta.soaAfter());
            for (Rrset rrset : delta.added()) add(rrset);
        }
        add(newest);
    }

    void add(Rrset rrset) throws InterruptedException {
        for (byte[] rdata : rrset.rdata()) {
            if (gone) return;
            if (!write(rrset, rdata)) {
                flush();
                begin();
                if (!write(rrset, rdata)) throw new IllegalStateException(rrset + " is too large");
            }
            records++;
        }
    }

    private boolean write(Rrset rrset, byte[] rdata) {
        return writer.add(
                Section.ANSWER,
                rrset.owner(),
                rrset.type(),
                MessageRecord.CLASS_IN,
                rrset.ttl(),
                rdata);
    }

    /** Sends what is not sent yet. */
    void flush() throws InterruptedException {
        if (gone) return;
        byte[] message = seal.sealed(writer.message());
        bytes += message.length;
        gone = !replies.send(message);
    }

    /** Whether the other side went away. */
    boolean isGone() {
        return gone;
    }

    long records() {
        return records;
    }

    long bytes() {
        return bytes;
    }
}
