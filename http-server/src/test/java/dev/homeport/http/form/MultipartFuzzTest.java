package dev.homeport.http.form;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

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

    private static void require(Multipart read) {
        switch (read) {
            case Multipart.Form(var parts) -> {
                assertTrue(parts.size() <= LIMITS.partsMax());
                for (Part part : parts) {
                    int bound = part.isFile() ? LIMITS.fileBytesMax() : LIMITS.fieldBytesMax();
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
