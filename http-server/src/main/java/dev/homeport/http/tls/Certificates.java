package dev.homeport.http.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLException;

/**
 * A snapshot of certificates by host name, each ready to serve handshakes. Immutable.
 *
 * <p>TLS 1.2 and 1.3 only, with forward secrecy and authenticated encryption only.
 */
public final class Certificates {
    // RFC 9325 4.2: what is recommended for TLS 1.2, and the three of TLS 1.3 (RFC 8446 B.4).
    private static final List<String> CIPHERS =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final Map<String, Contexts> exact;
    private final Map<String, Contexts> wildcard;
    private final Contexts fallback;

    private Certificates(
            Map<String, Contexts> exact, Map<String, Contexts> wildcard, Contexts fallback) {
        this.exact = Map.copyOf(exact);
        this.wildcard = Map.copyOf(wildcard);
        this.fallback = fallback;
    }

    /** Which implementation of TLS speaks. */
    public enum Engine {
        /** BoringSSL where it is available, the JDK's elsewhere. */
        BEST,
        /** BoringSSL. */
        BORINGSSL,
        /** The JDK's. */
        JDK
    }

    /**
     * A certificate and the names it is for.
     *
     * @param hosts host names, or {@code *.} and a domain for all names one label below it
     * @param chainPem the certificate and those above it, in PEM
     * @param keyPem its private key, PKCS #8 in PEM
     */
    public record Entry(List<String> hosts, String chainPem, String keyPem) {
        public Entry {
            hosts = List.copyOf(hosts);
        }

        @Override
        public String toString() {
            return "certificate for " + hosts; // Never the key.
        }
    }

    /**
     * Builds a snapshot; the first entry also serves clients that name no host or an unknown one.
     *
     * @throws CertificateException when one of them cannot be used; it lists all that cannot
     */
    public static Certificates of(Engine engine, List<Entry> entries) throws CertificateException {
        if (entries.isEmpty()) throw new CertificateException(List.of("there is no certificate"));
        Map<String, Contexts> exact = new HashMap<>();
        Map<String, Contexts> wildcard = new HashMap<>();
        List<String> problems = new ArrayList<>();
        Contexts first = null;
        for (Entry entry : entries) {
            try {
                Contexts context = Contexts.of(engine, entry);
                if (first == null) first = context;
                for (String host : entry.hosts()) put(exact, wildcard, host, context);
            } catch (SSLException | GeneralSecurityException | IllegalArgumentException e) {
                problems.add(entry + ": " + reason(e));
            }
        }
        if (first == null || !problems.isEmpty()) throw new CertificateException(problems);
        return new Certificates(exact, wildcard, first);
    }

    /**
     * Brings up the TLS library, one of the longest steps of a start; whoever starts a server may
     * have it done on another thread meanwhile.
     */
    public static void prepare() {
        var _ = provider(Engine.BEST);
    }

    /** As {@link #of(Engine, List)} with the best engine there is. */
    public static Certificates of(List<Entry> entries) throws CertificateException {
        return of(Engine.BEST, entries);
    }

    private static String reason(Exception e) {
        Throwable cause = e;
        for (int depth = 0; depth < 8 && cause.getCause() != null; depth++)
            cause = cause.getCause();
        return String.valueOf(cause.getMessage());
    }

    private static void put(
            Map<String, Contexts> exact,
            Map<String, Contexts> wildcard,
            String host,
            Contexts context) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("*.")) wildcard.putIfAbsent(name.substring(2), context);
        else exact.putIfAbsent(name, context);
    }

    /** One certificate, ready for the web, and for other protocols once somebody speaks them. */
    private record Contexts(
            Engine engine,
            Identity identity,
            List<String> hosts,
            Ticketed web,
            Map<String, Ticketed> others) {
        static Contexts of(Engine engine, Entry entry)
                throws SSLException, GeneralSecurityException {
            var identity =
                    new Identity(Pem.certificates(entry.chainPem()), Pem.key(entry.keyPem()));
            String[] web = {ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1};
            List<String> hosts = entry.hosts();
            Ticketed ticketed = new Ticketed(context(engine, identity, web), hosts);
            return new Contexts(engine, identity, hosts, ticketed, new ConcurrentHashMap<>());
        }

        Ticketed speaking(String protocol) {
            return others.computeIfAbsent(protocol, this::build);
        }

        private Ticketed build(String protocol) {
            try {
                return new Ticketed(context(engine, identity, protocol), hosts);
            } catch (SSLException | GeneralSecurityException e) {
                throw new IllegalStateException("what did for the web does not for " + protocol, e);
            }
        }
    }

    private static SslContext context(Engine engine, Identity identity, String... protocols)
            throws SSLException {
        return SslContextBuilder.forServer(identity)
                .trustManager(new NobodyTrusted())
                .sslProvider(provider(engine))
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(CIPHERS, io.netty.handler.ssl.SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(
                        new ApplicationProtocolConfig(
                                Protocol.ALPN,
                                SelectorFailureBehavior.NO_ADVERTISE,
                                SelectedListenerFailureBehavior.ACCEPT,
                                protocols))
                .build();
    }

    private static SslProvider provider(Engine engine) {
        return switch (engine) {
            case BEST -> OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
            case BORINGSSL -> SslProvider.OPENSSL;
            case JDK -> SslProvider.JDK;
        };
    }

    /** The context for the server name a client sent, which may be none (RFC 6066 3). */
    SslContext find(@Nullable String serverName, TicketKeys tickets) {
        return contexts(serverName).web().with(tickets);
    }

    /**
     * The same certificate for a client that does not speak HTTP.
     *
     * @param protocol offered by ALPN; it need not be taken (RFC 7301)
     */
    SslContext find(@Nullable String serverName, String protocol, TicketKeys tickets) {
        return contexts(serverName).speaking(protocol).with(tickets);
    }

    private Contexts contexts(@Nullable String serverName) {
        if (serverName == null) return fallback;
        String name = serverName.toLowerCase(Locale.ROOT);
        Contexts found = exact.get(name);
        if (found != null) return found;
        // RFC 9525 6.3: a wildcard stands for exactly one label.
        int dot = name.indexOf('.');
        found = dot < 0 ? null : wildcard.get(name.substring(dot + 1));
        return found == null ? fallback : found;
    }
}
