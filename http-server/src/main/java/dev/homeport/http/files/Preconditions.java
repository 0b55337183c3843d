package dev.homeport.http.files;

import dev.homeport.http.Headers;

import java.util.List;

/** Whether a request asks for more than the whole file: the common one does not. */
final class Preconditions {
    private static final List<String> NAMES =
            List.of(
                    "if-none-match",
                    "if-modified-since",
                    "range",
                    "if-match",
                    "if-unmodified-since");

    private Preconditions() {}

    static boolean areIn(Headers headers) {
        for (int i = 0; i < NAMES.size(); i++) {
            if (headers.contains(NAMES.get(i))) return true;
        }
        return false;
    }
}
