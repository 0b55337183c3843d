package dev.homeport.testkit;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.util.Arrays;

/** Makes of a right reply the wrong one that a fault asks for. */
final class FaultyReply {
    private static final long REFERRAL_TTL = 3600;
    private static final Name ROOT_SERVER = Name.fromConstantString("a.root-servers.net.");

    private FaultyReply() {}

    /** The reply to send in place of {@code reply}; an empty array says nothing at all. */
    static byte[] of(byte[] reply, NameFault fault, String transport, SOARecord soa) {
        return switch (fault) {
            case NameFault.Silent() -> new byte[0];
            case NameFault.Delay _ -> reply;
            case NameFault.WrongId() -> withOtherId(reply);
            case NameFault.Truncated() -> transport.equals("UDP") ? truncated(reply) : reply;
            case NameFault.Code(int rcode) -> coded(reply, rcode, soa);
            case NameFault.Lame() -> lame(reply);
        };
    }

    private static byte[] withOtherId(byte[] reply) {
        byte[] wrong = reply.clone();
        wrong[0] ^= 0x55;
        wrong[1] ^= 0x55;
        return wrong;
    }

    private static byte[] truncated(byte[] reply) {
        Message message = bare(reply);
        message.getHeader().setFlag(Flags.TC);
        return message.toWire();
    }

    private static byte[] coded(byte[] reply, int rcode, SOARecord soa) {
        Message message = bare(reply);
        message.getHeader().setRcode(rcode);
        if (rcode == Rcode.NXDOMAIN) {
            message.addRecord(soa, Section.AUTHORITY);
        } else {
            message.getHeader().unsetFlag(Flags.AA);
        }
        return message.toWire();
    }

    private static byte[] lame(byte[] reply) {
        Message message = bare(reply);
        message.getHeader().setRcode(Rcode.NOERROR);
        message.getHeader().unsetFlag(Flags.AA);
        Record up = new NSRecord(Name.root, DClass.IN, REFERRAL_TTL, ROOT_SERVER);
        message.addRecord(up, Section.AUTHORITY);
        return message.toWire();
    }

    /** Header, question and EDNS of {@code reply}. */
    private static Message bare(byte[] reply) {
        Message message = read(reply);
        message.removeAllRecords(Section.ANSWER);
        message.removeAllRecords(Section.AUTHORITY);
        Record edns =
                message.getSection(Section.ADDITIONAL).stream()
                        .filter(record -> record.getType() == Type.OPT)
                        .findFirst()
                        .orElse(null);
        message.removeAllRecords(Section.ADDITIONAL);
        if (edns != null) message.addRecord(edns, Section.ADDITIONAL);
        return message;
    }

    private static Message read(byte[] reply) {
        try {
            return new Message(reply);
        } catch (IOException e) {
            throw new IllegalStateException("our own reply: " + Arrays.toString(reply), e);
        }
    }
}
