package dev.homeport.http.netty;

import dev.homeport.http.Headers;
import dev.homeport.http.Protocol;
import dev.homeport.http.semantics.Ascii;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

import java.util.Iterator;
import java.util.Map;

/** What the head of a request of HTTP/1 says, in the words of all versions. */
final class H1Message {

    private H1Message() {}

    static Protocol protocol(HttpRequest message) {
        return message.protocolVersion().equals(HttpVersion.HTTP_1_0)
                ? Protocol.HTTP_1_0
                : Protocol.HTTP_1_1;
    }

    static Headers headers(HttpRequest message) {
        String[] fields = new String[message.headers().size() * 2];
        Iterator<Map.Entry<CharSequence, CharSequence>> each =
                message.headers().iteratorCharSequence();
        for (int i = 0; each.hasNext(); i += 2) {
            Map.Entry<CharSequence, CharSequence> field = each.next();
            fields[i] = field.getKey().toString();
            fields[i + 1] = field.getValue().toString();
        }
        return Headers.of(fields);
    }

    /** RFC 9112 9.3: HTTP/1.1 stays open unless told otherwise, HTTP/1.0 only if asked to. */
    static boolean keepsAlive(Asked asked) {
        boolean close = false;
        boolean keep = asked.protocol() == Protocol.HTTP_1_1;
        if (!asked.headers().contains("connection")) return keep;
        for (String option : asked.headers().joined("connection").split(",", -1)) {
            String name = Ascii.lower(Ascii.trim(option));
            if (name.equals("close")) close = true;
            if (name.equals("keep-alive")) keep = true;
        }
        return keep && !close;
    }
}
