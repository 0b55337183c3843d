package dev.homeport.http.netty;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** The ways to a server whose behaviour must be the same. */
enum Wire {
    H1,
    H1_TLS,
    H2C,
    H2;

    boolean isHttp2() {
        return this == H2C || this == H2;
    }

    /** A client that makes calls over this. */
    Client client(TestServer server) {
        return isHttp2() ? new Multiplexed(this, server) : new Sequential(this, server);
    }

    /** Makes calls; closing it closes what they use. */
    interface Client extends AutoCloseable {
        ClientCall call(String method, String path, WithContent with, String... fields)
                throws IOException;

        default ClientCall get(String path, String... fields) throws IOException {
            return call("GET", path, WithContent.NO, fields);
        }

        default ClientCall post(String path, String... fields) throws IOException {
            return call("POST", path, WithContent.YES, fields);
        }

        @Override
        void close();
    }

    private static final class Multiplexed implements Client {
        private final H2Client connection;

        Multiplexed(Wire wire, TestServer server) {
            connection =
                    wire == H2
                            ? new H2Client(server.tls(), H2Client.Transport.TLS)
                            : new H2Client(server.plain(), H2Client.Transport.PLAIN);
        }

        @Override
        public ClientCall call(String method, String path, WithContent with, String... fields) {
            return connection.call(method, path, with, fields);
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    private static final class Sequential implements Client {
        private final Wire wire;
        private final TestServer server;
        private final List<ClientCall> calls = new ArrayList<>();

        Sequential(Wire wire, TestServer server) {
            this.wire = wire;
            this.server = server;
        }

        @Override
        public ClientCall call(String method, String path, WithContent with, String... fields)
                throws IOException {
            Socket socket = new Socket();
            socket.connect(wire == H1_TLS ? server.tls() : server.plain());
            socket.setTcpNoDelay(true);
            Socket spoken = wire == H1_TLS ? secured(socket) : socket;
            ClientCall call = new ClientCall1(socket, spoken, method, path, with, fields);
            calls.add(call);
            return call;
        }

        private static Socket secured(Socket socket) throws IOException {
            return TestCertificates.trusting()
                    .getSocketFactory()
                    .createSocket(socket, "localhost", socket.getPort(), true);
        }

        @Override
        public void close() {
            calls.forEach(ClientCall::close);
        }
    }
}
