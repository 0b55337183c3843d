package dev.homeport.benchmarks.jmh;

import dev.homeport.benchmarks.probe.DnsQuestion;
import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.peer.CookieSecret;
import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.peer.ServerCookies;
import dev.homeport.dns.wire.Exchange;
import dev.homeport.dns.wire.Extensions;
import dev.homeport.dns.wire.Extensions.CookieDemand;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.ResponderOptions;
import dev.homeport.dns.wire.ServerIdentity;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.wire.Verdict;
import dev.homeport.dns.zone.Zones;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From the bytes of a query to the bytes of its reply, for the demo's zone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DnsReplies {
    /** What is asked. */
    public enum Kind {
        /** An address at the apex. */
        HIT("foobar.com", "A"),
        /** An alias that leads to the apex. */
        ALIAS("www.foobar.com", "A"),
        /** A name that only a wildcard covers. */
        WILDCARD("any.dev.foobar.com", "A"),
        /** A name that does not exist. */
        NXDOMAIN("missing.foobar.com", "A"),
        /** A name below a cut, answered with the name servers there. */
        REFERRAL("host.lab.foobar.com", "A");

        private final String name;
        private final String type;

        Kind(String name, String type) {
            this.name = name;
            this.type = type;
        }
    }

    @Param private Kind kind = Kind.HIT;

    /** Which way a reply takes. */
    public enum Way {
        /** It was kept, as on the event loops. */
        KEPT,
        /** It was kept, and the asker sends a cookie, as most resolvers do. */
        KEPT_COOKIE,
        /** It is made anew. */
        ANEW
    }

    @Param private Way way = Way.KEPT;

    private Exchange exchange = new Exchange();
    private Responder responder = responder(Zones.NONE);
    private byte[] query = {};

    /** Loads the zone and checks that it answers. */
    @Setup
    public void load() {
        Path zones = Path.of(System.getProperty("homeport.home", "."), "demo", "zones");
        Loaded loaded = ZoneFiles.load(zones);
        if (loaded.hasErrors()) throw new IllegalStateException(loaded.problems().toString());
        responder = responder(loaded.zones());
        query = new DnsQuestion(kind.name, kind.type).encode(0x1234);
        if (way != Way.ANEW) exchange = Exchange.keeping();
        if (way == Way.KEPT_COOKIE) query = withCookie(query);
        exchange.client().setV4(0x7f000001);
        if (reply() != Verdict.REPLIED) throw new IllegalStateException("no reply");
    }

    /**
     * With an OPT record for 1232 bytes (RFC 6891 6.1.2), and a client's half of a cookie in it.
     */
    private static byte[] withCookie(byte[] query) {
        byte[] record = {0, 0, 41, 4, (byte) 0xd0, 0, 0, 0, 0, 0, 12, 0, 10, 0, 8};
        byte[] longer = Arrays.copyOf(query, query.length + record.length + 8);
        System.arraycopy(record, 0, longer, query.length, record.length);
        longer[11] = 1;
        return longer;
    }

    private static Responder responder(Zones zones) {
        var cookies = new ServerCookies(InstantSource.system(), List.of(new CookieSecret(1, 2)));
        var options =
                new ResponderOptions(
                        1232,
                        16,
                        ServerIdentity.HIDDEN,
                        Duration.ZERO,
                        new Extensions(ReplyRates.off(), cookies, CookieDemand.NONE));
        return new Responder(
                () -> zones,
                options,
                failure -> {
                    throw failure;
                });
    }

    /** One query. */
    @Benchmark
    public Verdict reply() {
        return responder.respond(exchange, query, 0, query.length, Transport.UDP);
    }
}
