package dev.homeport.config;

import java.util.Collection;
import java.util.Locale;

/** Finds the key that somebody probably meant. */
final class Suggestion {
    private Suggestion() {}

    /** {@code did you mean "listen"?}, or all there is to choose from. */
    static String of(String written, Collection<String> known) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String key : known) {
            int distance = distance(plain(written), plain(key));
            if (distance < least) {
                least = distance;
                best = key;
            }
        }
        // More than a third of the letters changed is another word, not a slip.
        if (least <= Math.max(1, best.length() / 3)) return "did you mean \"" + best + "\"?";
        return "remove it, or use one of " + String.join(", ", known);
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Letters to insert, remove, replace or swap with the neighbour (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) cost[i][0] = i;
        for (int j = 0; j <= b.length(); j++) cost[0][j] = j;
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) cost[i][j] = step(a, b, cost, i, j);
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] cost, int i, int j) {
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
