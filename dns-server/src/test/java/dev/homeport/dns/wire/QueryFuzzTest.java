package dev.homeport.dns.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Coverage-guided bytes for the whole way from decoder to encoder. */
class QueryFuzzTest {
    private static final Responder RESPONDER =
            new Responder(
                    () -> StrangeBytesTest.ZONES,
                    StrangeBytesTest.OPTIONS,
                    failure -> {
                        throw failure;
                    });

    @FuzzTest(maxDuration = "60s")
    void anyBytesGetAReplyOrANamedSilence(byte[] bytes) {
        StrangeBytesTest.check(RESPONDER, new Exchange(), bytes);
    }
}
