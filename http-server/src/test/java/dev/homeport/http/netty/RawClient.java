package dev.homeport.http.netty;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends exactly the bytes it is told, one character a byte. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    /** An answer as it came. */
    record Answer(int status, Map<String, String> fields, String body) {
        String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    RawClient(InetSocketAddress address) {
        this(connect(address));
    }

    RawClient(Socket socket) {
        this.socket = socket;
        try {
            socket.setSoTimeout(10_000);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect(InetSocketAddress address) {
        try {
            Socket socket = new Socket();
            socket.connect(address);
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** As {@link #send}, but a server that has closed already is fine. */
    void sendIfOpen(String bytes) {
        try {
            send(bytes);
        } catch (UncheckedIOException e) {
            // The server may close before it has read all.
        }
    }

    RawClient get(String path) {
        return send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // Closed already, which the reader will see.
        }
    }

    /** Reads one answer; {@code HEAD} answers have no body although they name a length. */
    Answer answer() {
        return answer("GET");
    }

    Answer answer(String method) {
        try {
            String[] line = line().split(" ", 3);
            Map<String, String> fields = new TreeMap<>();
            for (String field = line(); !field.isEmpty(); field = line()) {
                int colon = field.indexOf(':');
                fields.merge(
                        field.substring(0, colon).toLowerCase(Locale.ROOT),
                        field.substring(colon + 1).strip(),
                        (a, b) -> a + ", " + b);
            }
            int length = Integer.parseInt(fields.getOrDefault("content-length", "0"));
            byte[] body = in.readNBytes(method.equals("HEAD") ? 0 : length);
            String text = new String(body, StandardCharsets.ISO_8859_1);
            return new Answer(Integer.parseInt(line[1]), fields, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads all answers until the server closes; the first one is to {@code method}. */
    List<Answer> answers(String method) {
        List<Answer> answers = new ArrayList<>();
        if (!isAtEnd()) answers.add(answer(method));
        while (!isAtEnd()) answers.add(answer());
        return answers;
    }

    /** Whether the server has closed; waits for that or for a byte. */
    boolean isAtEnd() {
        try {
            in.mark(1);
            int next = in.read();
            if (next >= 0) in.reset();
            return next < 0;
        } catch (java.net.SocketTimeoutException e) {
            throw new UncheckedIOException("the server neither answers nor closes", e);
        } catch (IOException e) {
            return true; // Reset: closed all the same.
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new EOFException("closed in the middle of an answer: " + line);
            line.append((char) c);
        }
        if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
            throw new IOException("line without CR: " + line);
        }
        return line.substring(0, line.length() - 1);
    }

    InputStream in() {
        return in;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
