package dev.homeport.http.netty;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A {@link ClientCall} over a connection of HTTP/1.1 that is its own. */
final class ClientCall1 implements ClientCall {
    private final Socket socket;
    private final Socket spoken;
    private final InputStream in;
    private final String method;
    private final boolean chunked;
    private final Map<String, String> fields = new TreeMap<>();
    private final InputStream content = new Content();
    private long left = -1;
    private boolean over;

    /**
     * Sends the head; {@code with} tells whether {@link #send} and {@link #end} will follow.
     *
     * @param socket what is closed
     * @param spoken what is spoken over, the same or TLS over it
     */
    ClientCall1(
            Socket socket,
            Socket spoken,
            String method,
            String path,
            WithContent with,
            String... headers)
            throws IOException {
        this.socket = socket;
        this.spoken = spoken;
        this.method = method;
        spoken.setSoTimeout(10_000);
        in = new BufferedInputStream(spoken.getInputStream());
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        head.append("Host: localhost\r\n");
        boolean sized = false;
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            if (headers[i].equals("content-length")) sized = true;
        }
        chunked = with == WithContent.YES && !sized;
        if (chunked) head.append("Transfer-Encoding: chunked\r\n");
        write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void write(byte[] bytes) throws IOException {
        spoken.getOutputStream().write(bytes);
        spoken.getOutputStream().flush();
    }

    @Override
    public int status() throws IOException {
        String[] line = line().split(" ", 3);
        fields.clear();
        for (String field = line(); !field.isEmpty(); field = line()) {
            int colon = field.indexOf(':');
            fields.merge(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        int status = Integer.parseInt(line[1]);
        String length = fields.get("content-length");
        boolean none = method.equals("HEAD") || status == 204 || status == 304 || status < 200;
        if (none) over = true;
        if (status < 200) over = false;
        if (length != null) left = Long.parseLong(length);
        return status;
    }

    @Override
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    @Override
    public InputStream content() {
        return content;
    }

    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) return 0;
            if (over) return -1;
            boolean coded = field("transfer-encoding").equals("chunked");
            if (coded && left <= 0) nextChunk();
            if (left == 0 && !coded) over = true;
            if (over) return -1;
            int wanted = left < 0 ? length : (int) Math.min(length, left);
            int read = in.read(bytes, offset, wanted);
            if (read < 0 && left < 0) return -1;
            if (read < 0) throw new EOFException("closed with " + left + " bytes due");
            if (left > 0) left -= read;
            if (coded && left == 0 && !line().isEmpty()) throw new IOException("chunk too long");
            return read;
        }

        private void nextChunk() throws IOException {
            left = Long.parseLong(line(), 16);
            if (left > 0) return;
            if (!line().isEmpty()) throw new IOException("a trailer");
            over = true;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new EOFException("closed in the middle of an answer: " + line);
            line.append((char) c);
        }
        return line.substring(0, line.length() - 1);
    }

    @Override
    public void send(byte[] piece) throws IOException {
        if (chunked)
            write((Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        write(piece);
        if (chunked) write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void end() throws IOException {
        if (chunked) write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void leave() {
        try {
            socket.setSoLinger(
                    true, 0); // A reset: a mere end could be the client's direction only.
            socket.close();
        } catch (SocketException e) {
            // Closed by the server.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
