package dev.homeport.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.benchmarks.probe.DnsQuestion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

class QuestionsTest {
    @Test
    void theMixIsTheSameEachTime() {
        assertEquals(Questions.mix(), Questions.mix());
    }

    @Test
    void theMixHasItsShares() {
        assertEquals(30, percent(question -> question.name().equals("www.foobar.com")));
        assertEquals(50, percent(question -> question.name().equals("foobar.com")));
        assertEquals(10, percent(question -> question.name().endsWith(".dev.foobar.com")));
        assertEquals(8, percent(question -> question.type().equals("MX")));
    }

    @Test
    void missesHaveNoNameOfTheZone() {
        List<DnsQuestion> misses = Questions.misses();
        assertTrue(misses.stream().allMatch(miss -> miss.name().matches("x[0-9a-z]+.foobar.com")));
        assertTrue(misses.stream().distinct().count() > 990);
    }

    @Test
    void aFileHasOneQuestionInEachLine(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("questions");
        Questions.write(
                List.of(new DnsQuestion("a.foobar.com", "A"), new DnsQuestion("b", "MX")), file);
        assertEquals("a.foobar.com A\nb MX\n", Files.readString(file));
    }

    private static double percent(Predicate<DnsQuestion> matching) {
        List<DnsQuestion> mix = Questions.mix();
        return 100.0 * mix.stream().filter(matching).count() / mix.size();
    }
}
