package dev.homeport.testkit;

import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Keeps replies as long as the shortest TTL in them allows (RFC 1035 3.2.1), denials as RFC 2308 5
 * says, failures not at all. Thread-safe.
 */
final class CachingResolver implements Resolver {
    private static final int ENTRIES_MAX = 10_000;

    private final SimpleResolver stub;
    private final InstantSource clock;
    private final Map<Record, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(Message reply, Instant kept, Instant end) {}

    CachingResolver(SimpleResolver stub, InstantSource clock) {
        this.stub = stub;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query) {
        return sendAsync(query, ForkJoinPool.commonPool());
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        Record question = query.getQuestion();
        Entry entry = entries.get(question);
        Instant now = clock.instant();
        if (entry != null && now.isBefore(entry.end())) {
            return CompletableFuture.completedFuture(aged(entry, now, query.getHeader().getID()));
        }
        return stub.sendAsync(query, executor)
                .thenApply(
                        reply -> {
                            keep(question, reply);
                            return reply;
                        });
    }

    private void keep(Record question, Message reply) {
        if (entries.size() >= ENTRIES_MAX) entries.clear();
        long seconds = seconds(reply);
        Instant now = clock.instant();
        if (seconds > 0) entries.put(question, new Entry(reply, now, now.plusSeconds(seconds)));
    }

    private static long seconds(Message reply) {
        int rcode = reply.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) return 0;
        List<Record> answer = reply.getSection(Section.ANSWER);
        long shortest = Long.MAX_VALUE;
        for (Record record : answer) shortest = Math.min(shortest, record.getTTL());
        for (Record record : reply.getSection(Section.AUTHORITY)) {
            if (!(record instanceof SOARecord soa)) continue;
            shortest = Math.min(shortest, Math.min(soa.getTTL(), soa.getMinimum()));
        }
        return shortest == Long.MAX_VALUE ? 0 : shortest;
    }

    /** The reply with what is left of each TTL. */
    private static Message aged(Entry entry, Instant now, int id) {
        Message reply = entry.reply().clone();
        reply.getHeader().setID(id);
        long age = Duration.between(entry.kept(), now).toSeconds();
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
            List<Record> records = reply.getSection(section);
            reply.removeAllRecords(section);
            for (Record record : records) {
                long left = record.getTTL() - age;
                reply.addRecord(
                        Record.newRecord(
                                record.getName(),
                                record.getType(),
                                record.getDClass(),
                                left,
                                record.rdataToWireCanonical()),
                        section);
            }
        }
        return reply;
    }

    @Override
    public void setPort(int port) {
        stub.setPort(port);
    }

    @Override
    public void setTCP(boolean always) {
        stub.setTCP(always);
    }

    @Override
    public void setIgnoreTruncation(boolean ignore) {
        stub.setIgnoreTruncation(ignore);
    }

    @Override
    public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
        stub.setEDNS(version, payloadSize, flags, options);
    }

    @Override
    public void setTSIGKey(TSIG key) {
        stub.setTSIGKey(key);
    }

    @Override
    public void setTimeout(Duration timeout) {
        stub.setTimeout(timeout);
    }

    @Override
    public Duration getTimeout() {
        return stub.getTimeout();
    }
}
