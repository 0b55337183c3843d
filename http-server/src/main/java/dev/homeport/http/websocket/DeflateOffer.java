package dev.homeport.http.websocket;

import dev.homeport.http.websocket.ExtensionOffer.Parameter;
import dev.homeport.http.websocket.MessageCoding.Context;
import dev.homeport.http.websocket.MessageCoding.Deflate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses among offers of {@code permessage-deflate} (RFC 7692 5.1, 7.1). */
final class DeflateOffer {
    private static final String NAME = "permessage-deflate";
    private static final String SERVER_FRESH = "server_no_context_takeover";
    private static final String CLIENT_FRESH = "client_no_context_takeover";
    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final String CLIENT_WINDOW = "client_max_window_bits";

    /** The window of the JDK's zlib, the largest there is. */
    private static final String OUR_WINDOW = "15";

    private DeflateOffer() {}

    /** The first of {@code offers} that we can keep to. */
    static MessageCoding agree(List<ExtensionOffer> offers, Compression compression) {
        if (compression == Compression.OFF) return new MessageCoding.Identity();
        for (ExtensionOffer offer : offers) {
            if (!offer.name().equals(NAME)) continue;
            Optional<Deflate> agreed = agree(offer, compression);
            if (agreed.isPresent()) return agreed.get();
        }
        return new MessageCoding.Identity();
    }

    private static Optional<Deflate> agree(ExtensionOffer offer, Compression compression) {
        Set<String> names = new HashSet<>();
        boolean saysWindow = false;
        for (Parameter parameter : offer.parameters()) {
            // RFC 7692 7.1: decline what is unknown, twice there or has a wrong value.
            if (!names.add(parameter.name()) || !isValid(parameter)) return Optional.empty();
            if (!parameter.name().equals(SERVER_WINDOW)) continue;
            // RFC 7692 7.1.2.1: a smaller window is one that our zlib does not have.
            if (!parameter.value().equals(OUR_WINDOW)) return Optional.empty();
            saysWindow = true;
        }
        boolean fresh = compression == Compression.EACH_MESSAGE;
        Context server = fresh || names.contains(SERVER_FRESH) ? Context.FRESH : Context.KEPT;
        Context client = fresh || names.contains(CLIENT_FRESH) ? Context.FRESH : Context.KEPT;
        StringBuilder response = new StringBuilder(NAME);
        if (server == Context.FRESH) response.append("; ").append(SERVER_FRESH);
        // RFC 7692 7.1.1.2: clients must keep to this even if they did not offer it.
        if (client == Context.FRESH) response.append("; ").append(CLIENT_FRESH);
        if (saysWindow) response.append("; ").append(SERVER_WINDOW).append('=').append(OUR_WINDOW);
        return Optional.of(new Deflate(server, client, response.toString()));
    }

    private static boolean isValid(Parameter parameter) {
        return switch (parameter.name()) {
            case SERVER_FRESH, CLIENT_FRESH -> parameter.value().isEmpty();
            case SERVER_WINDOW -> isWindow(parameter.value());
            case CLIENT_WINDOW -> parameter.value().isEmpty() || isWindow(parameter.value());
            default -> false;
        };
    }

    /** RFC 7692 7.1.2: 8 to 15, without leading zeros. */
    private static boolean isWindow(String value) {
        return value.matches("[89]|1[0-5]");
    }
}
