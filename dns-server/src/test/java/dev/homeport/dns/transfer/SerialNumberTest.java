package dev.homeport.dns.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 1982 3: numbers that go round. */
class SerialNumberTest {
    @ParameterizedTest
    @CsvSource({
        "1,          0,          true",
        "0,          1,          false",
        "0,          0,          false",
        "0,          4294967295, true",
        "4294967295, 0,          false",
        "2147483647, 0,          true",
        "2147483648, 0,          false",
        "0,          2147483648, false",
        "2147483649, 0,          false",
        "0,          2147483649, true",
        "100,        4294967290, true",
    })
    void comesAfterWithinHalfTheCircle(long serial, long than, boolean newer) {
        assertEquals(newer, SerialNumber.isNewer(serial, than));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 2",
        "2147483647, 2147483648",
        "4294967294, 4294967295",
        "4294967295, 1"
    })
    void theNextOneIsNewerAndNeverZero(long serial, long next) {
        assertEquals(next, SerialNumber.next(serial));
        assertEquals(true, SerialNumber.isNewer(next, serial));
    }
}
