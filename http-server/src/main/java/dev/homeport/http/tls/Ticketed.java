package dev.homeport.http.tls;

import dev.homeport.http.tls.TicketKeys.Keys;

import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;

/**
 * A context of TLS that is told of new ticket keys when the next handshake begins. The JDK's own
 * contexts seal tickets by themselves. Thread-safe.
 */
final class Ticketed {
    private final SslContext context;
    private volatile @Nullable Keys told;

    /**
     * @param context what serves handshakes
     * @param hosts what sessions are bound to: who resumes under another certificate shakes hands
     *     in full, who resumes under a renewed one does not
     */
    Ticketed(SslContext context, List<String> hosts) throws GeneralSecurityException {
        this.context = context;
        if (context.sessionContext() instanceof OpenSslServerSessionContext sessions) {
            byte[] name = String.join(" ", hosts).getBytes(StandardCharsets.UTF_8);
            sessions.setSessionIdContext(MessageDigest.getInstance("SHA-256").digest(name));
        }
    }

    SslContext with(TicketKeys tickets) {
        Keys keys = tickets.current();
        // Two handshakes that begin at once may both tell it, which does no harm.
        if (!keys.equals(told)) {
            if (context.sessionContext() instanceof OpenSslServerSessionContext sessions) {
                sessions.setTicketKeys(keys.keys().toArray(new OpenSslSessionTicketKey[0]));
            }
            told = keys;
        }
        return context;
    }
}
