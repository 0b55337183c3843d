package dev.homeport.http.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.http.ContentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The reader of forms is total, and keeps to its bounds. */
class MultipartFuzzTest {
    private static final MultipartLimits LIMITS = new MultipartLimits(3, 200, 20, 10, 20);

    @FuzzTest
    void bodies(byte[] body) {
        require(Multipart.decode("multipart/form-data; boundary=B", body, LIMITS));
    }

    @FuzzTest
    void types(FuzzedDataProvider data) {
        String type = data.consumeAsciiString(120);
        require(Multipart.decode(type, data.consumeRemainingAsBytes(), LIMITS));
    }

    /** What is read while it comes is what is read as a whole. */
    @FuzzTest
    void streams(byte[] body) throws IOException {
        String type = "multipart/form-data; boundary=B";
        Multipart whole = Multipart.decode(type, body, LIMITS);
        List<String> names = new ArrayList<>();
        boolean refused = false;
        try (MultipartStream form =
                MultipartStream.of(new ByteArrayInputStream(body), type, LIMITS)) {
            for (var part = form.next(); part.isPresent(); part = form.next()) {
                names.add(part.get().name() + part.get().stream().readAllBytes().length);
            }
        } catch (ContentException e) {
            refused = true;
        }
        assertEquals(whole instanceof Multipart.Refused, refused);
        if (whole instanceof Multipart.Form(var parts)) {
            assertEquals(parts.stream().map(p -> p.name() + p.length()).toList(), names);
        }
    }

    private static void require(Multipart read) {
        switch (read) {
            case Multipart.Form(var parts) -> {
                assertTrue(parts.size() <= LIMITS.partsMax());
                for (Part part : parts) {
                    long bound = part.isFile() ? LIMITS.fileBytesMax() : LIMITS.fieldBytesMax();
                    assertTrue(part.length() <= bound);
                    assertTrue(part.fileName().orElse("").indexOf('/') < 0);
                }
            }
            case Multipart.Refused(int status, var reason) -> {
                assertTrue(status == 400 || status == 413 || status == 415);
                assertTrue(reason.endsWith("."), reason);
            }
        }
    }
}
