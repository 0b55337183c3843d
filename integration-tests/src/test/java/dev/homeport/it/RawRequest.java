package dev.homeport.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Bytes sent to the plain HTTP listener as they are, and all that comes back. */
final class RawRequest {
    private static final int SILENCE_MILLIS_MAX = 15_000;

    private RawRequest() {}

    static String send(RunningHomeport homeport, String bytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(homeport.address("http"), SILENCE_MILLIS_MAX);
            socket.setSoTimeout(SILENCE_MILLIS_MAX);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return readAll(socket.getInputStream());
        }
    }

    private static String readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try {
            for (int n = in.read(part); n >= 0; n = in.read(part)) all.write(part, 0, n);
        } catch (SocketException e) {
            // A server may reset a connection that still sends; what it said before counts.
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
