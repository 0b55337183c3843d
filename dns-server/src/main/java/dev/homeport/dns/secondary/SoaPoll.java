package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Asks a primary for the serial number of a zone (RFC 1034 4.3.5): over UDP, and over TCP when the
 * answer is truncated or none comes. Blocks; thread-safe as far as its source of chance is.
 */
final class SoaPoll {
    private static final int DATAGRAM_MAX = 4096;

    private final TransferLimits limits;
    private final RandomGenerator random;

    SoaPoll(TransferLimits limits, RandomGenerator random) {
        this.limits = limits;
        this.random = random;
    }

    /** The serial number, unsigned. */
    long serial(DomainName origin, Primary primary, Seals seals) throws IOException, BadTransfer {
        try {
            long serial = overUdp(origin, primary, seals);
            if (serial >= 0) return serial;
        } catch (SocketTimeoutException e) {
            // Whoever filters UDP may let TCP through.
        }
        return overTcp(origin, primary, seals.of(primary));
    }

    /** The serial number, or -1 when the answer is truncated. */
    private long overUdp(DomainName origin, Primary primary, Seals seals)
            throws IOException, BadTransfer {
        var local = new InetSocketAddress(primary.findSource().orElse(null), 0);
        try (DatagramSocket socket = new DatagramSocket(local)) {
            // Connected, so that nobody else's datagrams come through.
            socket.connect(primary.address());
            SocketTimeoutException silence = new SocketTimeoutException("no answer");
            for (int tried = 0; tried < limits.pollTries(); tried++) {
                int id = random.nextInt(1 << 16);
                Seal seal = seals.of(primary);
                byte[] question = seal.sign(Asking.question(id, origin, RecordType.SOA));
                socket.send(new DatagramPacket(question, question.length));
                try {
                    return answer(socket, origin, id, seal);
                } catch (SocketTimeoutException e) {
                    silence = e;
                }
            }
            throw silence;
        }
    }

    /** Waits for the answer to this question; what is not that is left lying. */
    private long answer(DatagramSocket socket, DomainName origin, int id, Seal seal)
            throws IOException, BadTransfer {
        long end = System.nanoTime() + limits.pollTimeout().toNanos();
        DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
        MessageReader reader = new MessageReader();
        while (true) {
            long left = end - System.nanoTime();
            if (left <= 0) throw new SocketTimeoutException("no answer");
            socket.setSoTimeout((int) (1 + TimeUnit.NANOSECONDS.toMillis(left)));
            socket.receive(packet);
            byte[] message = Arrays.copyOf(packet.getData(), packet.getLength());
            if (!isAnswer(message, id)) continue;
            reader.open(seal.check(message));
            seal.end();
            if (reader.isTruncated()) return -1;
            return read(reader, origin);
        }
    }

    private static boolean isAnswer(byte[] message, int id) {
        return message.length >= MessageReader.HEADER_BYTES
                && (((message[0] & 0xff) << 8) | (message[1] & 0xff)) == id
                && (message[2] & 0xf8) == 0x80;
    }

    private long overTcp(DomainName origin, Primary primary, Seal seal)
            throws IOException, BadTransfer {
        int id = random.nextInt(1 << 16);
        try (TcpLink link = TcpLink.open(primary, limits)) {
            link.send(seal.sign(Asking.question(id, origin, RecordType.SOA)));
            byte[] message = link.receive();
            if (!isAnswer(message, id)) throw new BadTransfer("an answer to another question");
            MessageReader reader = new MessageReader();
            reader.open(seal.check(message));
            seal.end();
            return read(reader, origin);
        }
    }

    private static long read(MessageReader reader, DomainName origin) throws BadTransfer {
        Answered.requireGood(reader);
        if (!reader.asks(origin, RecordType.SOA)) {
            throw new BadTransfer("an answer to another question");
        }
        // RFC 1034 4.3.5: a server that is not authoritative cannot tell.
        if (!reader.isAuthoritative()) throw new BadTransfer("it is not authoritative");
        while (reader.next() && reader.section() == MessageReader.Section.ANSWER) {
            boolean soa = reader.type() == RecordType.SOA && reader.isZoneRecord();
            if (soa && reader.owner().equals(origin)) return Serial.ofSoa(reader.rdata());
        }
        throw new BadTransfer("it has no SOA for the zone");
    }
}
