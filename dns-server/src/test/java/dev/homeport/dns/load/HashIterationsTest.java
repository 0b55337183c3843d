package dev.homeport.dns.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

/** RFC 9276 3.1: how much hashing a zone may ask of its servers. */
class HashIterationsTest {
    @Test
    void noneAreFine() {
        assertEquals(List.of(), problems("1 0 0 AABB"));
    }

    @Test
    void oneIsAWarning() {
        assertEquals(
                List.of(
                        "WARNING 4:3 NSEC3PARAM asks for 1 extra hashes of each name, which"
                                + " validators may take for unsigned; sign the zone with 0"
                                + " iterations (RFC 9276 3.1)"),
                problems("1 0 1 -"));
    }

    @Test
    void asManyAsAreBorneAreAWarning() {
        assertTrue(problems("1 0 150 AABB").getFirst().startsWith("WARNING "));
    }

    @Test
    void oneMoreIsRefused() {
        assertEquals(
                List.of(
                        "ERROR 4:3 NSEC3PARAM asks for 151 extra hashes of each name, and 150 is"
                                + " the most; sign the zone with 0 iterations (RFC 9276 3.1)"),
                problems("1 0 151 AABB"));
    }

    /** RFC 5155 4.1.2 and 11: nobody hashes for these. */
    @Test
    void parametersThatAreNotInUseAskForNothing() {
        assertEquals(List.of(), problems("1 1 65535 AABB"));
        assertEquals(List.of(), problems("2 0 65535 AABB"));
    }

    private static List<String> problems(String parameters) {
        String text =
                """
                $TTL 300
                @ SOA ns hostmaster 1 2 3 4 60
                @ NS ns
                @ NSEC3PARAM %s
                ns A 192.0.2.1
                """
                        .formatted(parameters);
        return ZoneFiles.loadText(Path.of("example.zone"), text).problems().stream()
                .map(HashIterationsTest::shown)
                .toList();
    }

    private static String shown(ZoneProblem problem) {
        return "%s %d:%d %s; %s"
                .formatted(
                        problem.severity(),
                        problem.line(),
                        problem.column(),
                        problem.message(),
                        problem.remedy());
    }
}
