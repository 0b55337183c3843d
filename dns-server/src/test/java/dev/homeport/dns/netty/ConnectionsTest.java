package dev.homeport.dns.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

/** Connections are bounded, all together and those of one client. */
class ConnectionsTest {
    private static final class From extends EmbeddedChannel {
        private final InetAddress client;

        From(String client) {
            this.client = InetAddress.ofLiteral(client);
        }

        @Override
        public SocketAddress remoteAddress() {
            return new InetSocketAddress(client, 4711);
        }
    }

    private static Connections connections(int max, int perClientMax) {
        Duration second = Duration.ofSeconds(1);
        return new Connections(new TcpLimits(max, perClientMax, 512, 65_536, second, second));
    }

    private static int admitted(Connections connections, String client, int times) {
        int admitted = 0;
        for (int i = 0; i < times; i++) if (connections.admit(new From(client))) admitted++;
        return admitted;
    }

    @Test
    void aClientGetsItsShareAndLeavesTheRestToOthers() {
        Connections connections = connections(10, 3);
        assertEquals(3, admitted(connections, "192.0.2.1", 4));
        assertEquals(3, admitted(connections, "192.0.2.2", 4));
        assertEquals(3, admitted(connections, "2001:db8::1", 4));
        assertEquals(1, admitted(connections, "192.0.2.3", 4));
    }

    @Test
    void loopbackMayHaveAll() {
        assertEquals(10, admitted(connections(10, 3), "127.0.0.1", 11));
    }

    @Test
    void aClosedConnectionMakesRoom() {
        Connections connections = connections(10, 1);
        From first = new From("192.0.2.1");
        assertTrue(connections.admit(first));
        assertFalse(connections.admit(new From("192.0.2.1")));
        first.close().awaitUninterruptibly();
        first.runPendingTasks();
        assertTrue(connections.admit(new From("192.0.2.1")));
    }
}
