package dev.homeport.http.websocket;

import dev.homeport.http.semantics.Ascii;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An extension that a client offers (RFC 6455 9.1).
 *
 * @param name its token
 * @param parameters in their order
 */
record ExtensionOffer(String name, List<Parameter> parameters) {

    ExtensionOffer {
        parameters = List.copyOf(parameters);
    }

    /** A parameter; {@code value} is empty when there is none, since no value is empty. */
    record Parameter(String name, String value) {}

    /** The offers in a field's value, in order of preference; empty when it cannot be read. */
    static Optional<List<ExtensionOffer>> parse(String value) {
        Reader reader = new Reader(value);
        List<ExtensionOffer> offers = new ArrayList<>();
        while (!reader.isAtEnd()) {
            if (reader.skip(',')) continue; // RFC 9110 5.6.1.2: empty elements count for nothing.
            Optional<ExtensionOffer> offer = offer(reader);
            if (offer.isEmpty()) return Optional.empty();
            offers.add(offer.get());
            if (!reader.isAtEnd() && !reader.skip(',')) return Optional.empty();
        }
        return Optional.of(List.copyOf(offers));
    }

    private static Optional<ExtensionOffer> offer(Reader reader) {
        String name = reader.token();
        if (name.isEmpty()) return Optional.empty();
        List<Parameter> parameters = new ArrayList<>();
        while (reader.skip(';')) {
            String parameter = reader.token();
            if (parameter.isEmpty()) return Optional.empty();
            String value = "";
            if (reader.skip('=')) {
                value = reader.tokenOrQuoted();
                if (value.isEmpty()) return Optional.empty();
            }
            parameters.add(new Parameter(parameter, value));
        }
        return Optional.of(new ExtensionOffer(name, parameters));
    }

    /** Goes through a value once; white space between its parts is passed over. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        boolean isAtEnd() {
            skipBlanks();
            return at == text.length();
        }

        boolean skip(char wanted) {
            if (isAtEnd() || text.charAt(at) != wanted) return false;
            at++;
            return true;
        }

        private void skipBlanks() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) at++;
        }

        /** A token, or empty when there is none. */
        String token() {
            skipBlanks();
            int start = at;
            while (at < text.length() && Ascii.isTokenCharacter(text.charAt(at))) at++;
            return text.substring(start, at);
        }

        /** RFC 6455 9.1: what is quoted must be a token, too; empty when it is not. */
        String tokenOrQuoted() {
            if (!skip('"')) return token();
            StringBuilder value = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\') at++;
                if (at < text.length()) value.append(text.charAt(at++));
            }
            if (at == text.length()) return "";
            at++;
            String token = value.toString();
            return Ascii.isToken(token) ? token : "";
        }
    }
}
