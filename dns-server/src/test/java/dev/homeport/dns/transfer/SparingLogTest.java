package dev.homeport.dns.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Strangers cannot fill the disk with what they do wrong. */
class SparingLogTest {
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

    private final List<String> lines = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final SparingLog log =
            new SparingLog(
                    new TransferLog() {
                        @Override
                        public void happened(String line) {
                            lines.add(line);
                        }

                        @Override
                        public void failed(String line) {
                            lines.add("! " + line);
                        }
                    },
                    now::get);

    @Test
    void passesOnWhatIsWithinTheBound() {
        for (int i = 0; i < SparingLog.LINES_MAX; i++) log.failed("x");
        assertEquals(SparingLog.LINES_MAX, lines.size());
        assertEquals("! x", lines.getLast());
    }

    @Test
    void countsWhatIsBeyondItAndTellsWhenTheWhileIsOver() {
        for (int i = 0; i < SparingLog.LINES_MAX + 7; i++) log.happened("x");
        assertEquals(SparingLog.LINES_MAX, lines.size());
        now.set(START.plus(SparingLog.WHILE));
        log.happened("y");
        assertEquals(
                List.of("! event=lines_left_out count=7", "y"),
                lines.subList(SparingLog.LINES_MAX, lines.size()));
    }

    @Test
    void isNotSilencedByAClockThatIsSetBack() {
        for (int i = 0; i <= SparingLog.LINES_MAX; i++) log.happened("x");
        now.set(START.minusSeconds(3600));
        log.happened("y");
        assertEquals("y", lines.getLast());
    }
}
