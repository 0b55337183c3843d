package dev.homeport.app.gazette.guestbook;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Names entries so that the order of their names is the order they were written in: twelve digits
 * of milliseconds, sixteen of chance, hexadecimal. Two in one millisecond, or a clock that was set
 * back, make no difference, since each name is made greater than the last.
 */
final class EntryId {
    private static final int TIME_DIGITS = 12;
    private static final int CHARACTERS = TIME_DIGITS + 16;

    private EntryId() {}

    /** Whether {@code text} is such a name. */
    static boolean is(String text) {
        return text.length() == CHARACTERS && text.chars().allMatch(EntryId::isDigit);
    }

    private static boolean isDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    /** A name greater than {@code last}, made at {@code now}. */
    static String next(Optional<String> last, Instant now, RandomGenerator random) {
        // The first half of the range only, so that counting up never leaves it.
        long chance = random.nextLong() >>> 1;
        String fresh = digits(now.toEpochMilli(), chance);
        if (last.isEmpty() || !is(last.get())) return fresh;
        if (fresh.compareTo(last.get()) > 0) return fresh;
        long lastTime = HexFormat.fromHexDigitsToLong(last.get(), 0, TIME_DIGITS);
        long lastChance = HexFormat.fromHexDigitsToLong(last.get(), TIME_DIGITS, CHARACTERS);
        return digits(lastTime, lastChance + 1);
    }

    private static String digits(long time, long chance) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(time, TIME_DIGITS) + hex.toHexDigits(chance);
    }
}
