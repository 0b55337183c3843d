package dev.homeport.testkit;

import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;

/** The clients of one test's domain. Thread-safe. */
final class Clients implements AutoCloseable {
    /** Long enough for a busy machine, short enough for tests of a server that says nothing. */
    static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final SSLContext tls;
    private final ExecutorService threads;
    private final HttpClient http;
    private final Resolver resolver;

    Clients(TestDomain domain) {
        tls = tls(new ClockTrust(domain.authority(), domain.clock()));
        // A session that was agreed on before would be taken up again without a certificate.
        domain.clock().onAdvance(this::forgetSessions);
        threads =
                Executors.newThreadPerTaskExecutor(
                        task -> Thread.ofVirtual().unstarted(JvmNames.as(domain, task)));
        http =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .executor(threads)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
        resolver = new CachingResolver(stub(domain), domain.clock());
    }

    private static SSLContext tls(ClockTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /** A client of the name server that keeps nothing. */
    static SimpleResolver stub(TestDomain domain) {
        SimpleResolver stub = new SimpleResolver(domain.nameServer());
        stub.setTimeout(LOOKUP_TIMEOUT);
        return stub;
    }

    private void forgetSessions() {
        SSLSessionContext sessions = tls.getClientSessionContext();
        for (byte[] id : Collections.list(sessions.getIds())) {
            var session = sessions.getSession(id);
            if (session != null) session.invalidate();
        }
    }

    SSLContext sslContext() {
        return tls;
    }

    HttpClient client() {
        return http;
    }

    Resolver resolver() {
        return resolver;
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
