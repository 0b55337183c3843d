package dev.homeport.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.http.Headers;
import dev.homeport.http.Protocol;
import dev.homeport.http.semantics.Conditional.Validators;
import dev.homeport.http.semantics.RequestCheck.Checked;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Every reader of what strangers send is total, and what it lets through is sound. */
class SemanticsFuzzTest {

    @FuzzTest
    void paths(byte[] bytes) {
        PathNormalizerTest.requireSafe(new String(bytes, StandardCharsets.ISO_8859_1), 0);
    }

    @FuzzTest
    void requests(FuzzedDataProvider data) {
        String method = data.consumeAsciiString(8);
        String host = data.consumeAsciiString(40);
        String target = data.consumeRemainingAsAsciiString();
        for (Protocol protocol : Protocol.values()) {
            Headers headers;
            try {
                headers = Headers.of("host", host);
            } catch (IllegalArgumentException e) {
                return; // Such a field never reaches the check.
            }
            RequestCheck.Head head =
                    new RequestCheck.Head(
                            method, target, "http", "", headers, protocol, "127.0.0.1", 80);
            if (RequestCheck.check(head) instanceof Checked.Accepted(var accepted)) {
                assertTrue(RequestCheck.METHODS.contains(method));
                assertTrue(accepted.path().startsWith("/"));
                assertFalse(accepted.host().isEmpty());
                assertEquals(Ascii.lower(accepted.host()), accepted.host());
                assertTrue(accepted.port() > 0 && accepted.port() < 65536);
            }
        }
    }

    @FuzzTest
    void authorities(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Authority.parse(text)
                .ifPresent(
                        authority ->
                                assertEquals(
                                        authority.host(),
                                        Authority.parse(authority.host()).orElseThrow().host()));
    }

    @FuzzTest
    void ranges(FuzzedDataProvider data) {
        long length = data.consumeLong(0, 1000);
        String field = data.consumeRemainingAsString();
        switch (ByteRange.parse(field, length)) {
            case ByteRange.Part part -> requireWithin(part, length);
            case ByteRange.Parts(var parts) -> {
                parts.forEach(part -> requireWithin(part, length));
                assertTrue(parts.stream().mapToLong(ByteRange.Part::length).sum() < length);
            }
            case ByteRange.Whole(), ByteRange.Unsatisfiable() -> {}
        }
    }

    private static void requireWithin(ByteRange.Part part, long length) {
        assertTrue(part.offset() >= 0 && part.length() > 0);
        assertTrue(part.offset() + part.length() <= length);
    }

    @FuzzTest
    void conditions(FuzzedDataProvider data) {
        String name =
                data.pickValue(
                        List.of(
                                "if-match",
                                "if-none-match",
                                "if-range",
                                "if-modified-since",
                                "if-unmodified-since"));
        String value = data.consumeRemainingAsAsciiString();
        Headers headers;
        try {
            headers = Headers.of(name, value);
        } catch (IllegalArgumentException e) {
            return;
        }
        Validators current = new Validators(EntityTag.strong("a"), 784111777);
        Conditional.evaluate("GET", headers, current, 1_795_000_000);
        Conditional.allowsRange(headers, current, 1_795_000_000);
    }

    @FuzzTest
    void acceptedCodings(byte[] bytes) {
        String field = new String(bytes, StandardCharsets.ISO_8859_1);
        AcceptEncoding accepted = AcceptEncoding.parse(field);
        for (Coding coding : Coding.values()) {
            assertTrue(accepted.weight(coding) >= 0 && accepted.weight(coding) <= 1000);
        }
    }

    @FuzzTest
    void lengths(byte[] bytes) {
        String value = new String(bytes, StandardCharsets.ISO_8859_1);
        Framing framing = Framing.of(Framing.Version.HTTP_1_1, List.of(value), List.of());
        if (framing instanceof Framing.Length(var length)) {
            assertEquals(Ascii.trim(value), Long.toString(length));
        }
    }
}
