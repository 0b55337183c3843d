package dev.homeport.dns.transfer;

import dev.homeport.dns.message.DnsMessage;
import dev.homeport.dns.message.MessageRecord;
import dev.homeport.dns.message.MessageWriter;
import dev.homeport.dns.message.MessageWriter.Section;
import dev.homeport.dns.tsig.TsigKey;
import dev.homeport.dns.tsig.TsigKeys;
import dev.homeport.dns.tsig.TsigSigner;
import dev.homeport.dns.tsig.TsigVerifier;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Zone;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Tells other servers that a zone has changed, again and again until they say that they heard it
 * (RFC 1996 3.5, 3.6). Each of them has a virtual thread while there is something to tell.
 * Thread-safe; {@link #close} ends all of it.
 */
public final class ZoneNotices implements AutoCloseable {
    private static final int FLAGS_NOTIFY_AUTHORITATIVE = (4 << 11) | 0x0400;
    private static final int REPLY_BYTES_MAX = 4096;

    private final Supplier<TsigKeys> keys;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Patience patience;
    private final TransferLog log;
    private final Map<Target, Telling> running = new ConcurrentHashMap<>();

    /**
     * How long it is tried.
     *
     * @param first wait for an answer; each further one is twice as long
     * @param tries in all
     */
    public record Patience(Duration first, int tries) {
        /** Gives up after about five minutes (RFC 1996 3.6 counts five tries of a minute). */
        public static final Patience DEFAULT = new Patience(Duration.ofSeconds(2), 7);
    }

    private record Target(DomainName zone, Remote remote) {}

    /** Tells one server of one zone. */
    private record Telling(Thread thread, long serial) {}

    /** Nothing is told yet. */
    public ZoneNotices(
            Supplier<TsigKeys> keys,
            InstantSource clock,
            RandomGenerator random,
            Patience patience,
            TransferLog log) {
        this.keys = keys;
        this.clock = clock;
        this.random = random;
        this.patience = patience;
        this.log = log;
    }

    /** Tells servers of the version of a zone; what was still being told of an older one ends. */
    public void tell(Zone zone, List<Remote> remotes) {
        for (Remote remote : remotes) {
            Target target = new Target(zone.origin(), remote);
            Thread thread =
                    Thread.ofVirtual().name("homeport-notify").unstarted(() -> run(target, zone));
            Telling before = running.put(target, new Telling(thread, zone.serial()));
            if (before != null) before.thread().interrupt();
            thread.start();
        }
    }

    private void run(Target target, Zone zone) {
        try {
            attempts(target, zone);
        } finally {
            running.computeIfPresent(
                    target, (_, t) -> t.thread() == Thread.currentThread() ? null : t);
        }
    }

    private void attempts(Target target, Zone zone) {
        String facts =
                "zone=" + zone.origin() + " serial=" + zone.serial() + " to=" + target.remote();
        Duration wait = patience.first();
        String last = "no answer";
        for (int attempt = 0; attempt < patience.tries(); attempt++) {
            if (Thread.currentThread().isInterrupted()) return;
            try {
                Optional<String> refusal = attempt(target, zone, wait);
                if (refusal.isEmpty()) {
                    log.happened("event=notify_acknowledged " + facts);
                    return;
                }
                last = refusal.get();
                // Who refuses will do so again.
                break;
            } catch (SocketTimeoutException e) {
                last = "no answer";
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
                if (!pause(wait)) return;
            }
            wait = wait.multipliedBy(2);
        }
        if (Thread.currentThread().isInterrupted()) return;
        log.failed("event=notify_failed " + facts + " reason=\"" + last + "\"");
    }

    /** Each telling has a virtual thread of its own, so that waiting on it keeps nobody up. */
    private static boolean pause(Duration wait) {
        try {
            Thread.sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends once and waits for the answer; gives the reason when it is a refusal. */
    private Optional<String> attempt(Target target, Zone zone, Duration wait) throws IOException {
        int id = random.nextInt(0x10000);
        byte[] message = message(zone, id);
        Optional<TsigKey> key = target.remote().findKey().flatMap(name -> keys.get().find(name));
        if (target.remote().findKey().isPresent() && key.isEmpty()) {
            return Optional.of("its key is not configured any more");
        }
        TsigVerifier verifier = null;
        if (key.isPresent()) {
            TsigSigner signer = TsigSigner.ofRequest(key.get(), clock);
            message = signer.sign(message);
            verifier = new TsigVerifier(key.get(), signer.mac(), clock);
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(target.remote().address());
            socket.send(new DatagramPacket(message, message.length));
            long deadline = System.nanoTime() + wait.toNanos();
            while (true) {
                byte[] reply = receive(socket, deadline);
                if (verifier != null) {
                    switch (verifier.check(reply)) {
                        case TsigVerifier.Checked.Good(byte[] plain) -> reply = plain;
                        case TsigVerifier.Checked.Pending _ -> {
                            continue;
                        }
                        case TsigVerifier.Checked.Bad(String reason) -> {
                            return Optional.of(reason);
                        }
                    }
                }
                Optional<DnsMessage> decoded = DnsMessage.decode(reply).filter(m -> fits(m, id));
                if (decoded.isEmpty()) continue;
                int rcode = decoded.get().rcode();
                return rcode == 0
                        ? Optional.empty()
                        : Optional.of("answered " + org.xbill.DNS.Rcode.string(rcode));
            }
        }
    }

    private static boolean fits(DnsMessage reply, int id) {
        return reply.isReply() && reply.id() == id && reply.opcode() == 4;
    }

    private static byte[] receive(DatagramSocket socket, long deadline) throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0) throw new SocketTimeoutException("no answer");
        socket.setSoTimeout((int) Math.max(1, left / 1_000_000));
        DatagramPacket packet = new DatagramPacket(new byte[REPLY_BYTES_MAX], REPLY_BYTES_MAX);
        socket.receive(packet);
        return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private static byte[] message(Zone zone, int id) {
        MessageWriter writer = new MessageWriter(512, MessageWriter.BYTES_MAX);
        writer.begin(id, FLAGS_NOTIFY_AUTHORITATIVE);
        writer.ask(zone.origin(), RecordType.SOA, MessageRecord.CLASS_IN);
        writer.addFirst(Section.ANSWER, zone.soa());
        return writer.message();
    }

    /** Ends whatever is still being told. */
    @Override
    public void close() {
        for (Telling telling : running.values()) telling.thread().interrupt();
    }
}
