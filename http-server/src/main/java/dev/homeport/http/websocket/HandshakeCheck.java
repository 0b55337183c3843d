package dev.homeport.http.websocket;

import dev.homeport.http.Headers;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.Ascii;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Judges a client's opening handshake (RFC 6455 4.2.1) and finds what to agree on. */
final class HandshakeCheck {
    /** RFC 6455 1.3. */
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final int KEY_BYTES = 16;
    private static final int KEY_CHARACTERS = 24;
    private static final String VERSION = "sec-websocket-version";

    private HandshakeCheck() {}

    /** What became of a handshake. */
    sealed interface Checked {
        /** What the answer says and what is spoken. */
        record Granted(String accept, String subprotocol, MessageCoding coding)
                implements Checked {}

        /** It cannot be granted. */
        record Refused(Response response) implements Checked {}
    }

    static Checked check(Request request, WebSocketOptions options) {
        Optional<Response> fault = fault(request);
        if (fault.isPresent()) return new Checked.Refused(fault.get());
        if (!options.origins().admit(request)) {
            return refused(403, "Not for pages of another origin.");
        }
        Headers headers = request.headers();
        List<String> names = list(headers, "sec-websocket-protocol");
        boolean sound = names.stream().allMatch(Ascii::isToken);
        if (!sound || new HashSet<>(names).size() < names.size()) {
            return refused(400, "The names of subprotocols are not tokens, or not different.");
        }
        // RFC 6455 9.1: what is no list of extensions fails the handshake.
        Optional<List<ExtensionOffer>> offers =
                ExtensionOffer.parse(headers.joined("sec-websocket-extensions"));
        if (offers.isEmpty()) return refused(400, "Sec-WebSocket-Extensions cannot be read.");
        return new Checked.Granted(
                accept(Ascii.trim(headers.joined("sec-websocket-key"))),
                names.stream().filter(options.subprotocols()::contains).findFirst().orElse(""),
                DeflateOffer.agree(offers.get(), options.compression()));
    }

    /** What is wrong in RFC 6455 4.2.1 1 to 6. */
    private static Optional<Response> fault(Request request) {
        Headers headers = request.headers();
        if (!request.method().equals("GET")) {
            return Optional.of(told(405, "A WebSocket begins with GET.").with("allow", "GET"));
        }
        if (request.peer().protocol() != Protocol.HTTP_1_1) {
            // RFC 9113 8.6: there is no upgrade; RFC 8441 is not offered, so clients know that.
            return Optional.of(told(505, "WebSockets are opened over HTTP/1.1 here."));
        }
        if (!contains(headers, "upgrade", "websocket")) {
            return Optional.of(
                    told(426, "This is a WebSocket, to be opened by a program.")
                            .with("upgrade", "websocket"));
        }
        if (!contains(headers, "connection", "upgrade")) {
            return Optional.of(told(400, "The field Connection does not say upgrade."));
        }
        if (headers.all(VERSION).size() > 1) {
            return Optional.of(told(400, "Sec-WebSocket-Version is there more than once."));
        }
        if (!Ascii.trim(headers.joined(VERSION)).equals("13")) {
            // RFC 6455 4.4: and what would be understood.
            return Optional.of(
                    told(426, "The version of WebSocket is 13.")
                            .with("upgrade", "websocket")
                            .with(VERSION, "13"));
        }
        if (!isKey(headers.all("sec-websocket-key"))) {
            return Optional.of(told(400, "Sec-WebSocket-Key is not 16 bytes in base64."));
        }
        return Optional.empty();
    }

    private static Checked refused(int status, String reason) {
        return new Checked.Refused(told(status, reason));
    }

    private static Response told(int status, String reason) {
        return Response.text(status, "text/plain; charset=utf-8", reason + "\n");
    }

    private static boolean contains(Headers headers, String name, String element) {
        for (String each : list(headers, name)) {
            if (Ascii.lower(each).equals(element)) return true;
        }
        return false;
    }

    /** RFC 9110 5.6.1: the elements of a field that is a list; empty ones do not count. */
    private static List<String> list(Headers headers, String name) {
        List<String> elements = new ArrayList<>();
        for (String element : headers.joined(name).split(",", -1)) {
            String trimmed = Ascii.trim(element);
            if (!trimmed.isEmpty()) elements.add(trimmed);
        }
        return elements;
    }

    private static boolean isKey(List<String> keys) {
        if (keys.size() != 1) return false;
        String key = Ascii.trim(keys.getFirst());
        if (key.length() != KEY_CHARACTERS) return false;
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** RFC 6455 4.2.2 5.4. */
    static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
