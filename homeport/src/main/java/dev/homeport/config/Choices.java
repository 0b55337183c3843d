package dev.homeport.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads one word out of a few: the constants of an enum, in lower case with hyphens. */
final class Choices {
    private Choices() {}

    static <E extends Enum<E>> E parse(String key, String text, Class<E> type) throws BadValue {
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) return constant;
        }
        List<String> words = Arrays.stream(type.getEnumConstants()).map(Choices::word).toList();
        throw new BadValue(
                Quoted.of(text) + " is no value of " + key,
                "write one of \"" + String.join("\", \"", words) + "\"");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
