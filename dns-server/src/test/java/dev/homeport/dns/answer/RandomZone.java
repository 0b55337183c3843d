package dev.homeport.dns.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes small zones in which names collide often: few labels, all kinds of owners. */
final class RandomZone {
    private static final String[] LABELS = {"a", "b", "c", "*"};
    private static final String LONG = "x".repeat(60);

    private final SplittableRandom random;
    private final String origin;

    RandomZone(SplittableRandom random, String origin) {
        this.random = random;
        this.origin = origin;
    }

    /** A name at or below an origin; some have labels that zones seldom have. */
    static String name(SplittableRandom random, String origin) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            boolean odd = random.nextInt(12) == 0;
            name.append(odd ? LONG : LABELS[random.nextInt(LABELS.length)]).append('.');
        }
        return name + origin;
    }

    /** Master file text that breaks no rule. */
    String text() {
        Map<String, List<String>> owners = new TreeMap<>();
        owners.put(origin, apex());
        for (int i = random.nextInt(12); i > 0; i--) {
            String owner = name(random, origin);
            if (owner.length() < 120) owners.computeIfAbsent(owner, this::data);
        }
        List<String> redirected =
                owners.entrySet().stream()
                        .filter(e -> e.getValue().toString().contains("DNAME"))
                        .map(Map.Entry::getKey)
                        .toList();
        StringBuilder text = new StringBuilder("$TTL 300\n");
        owners.forEach(
                (owner, lines) -> {
                    boolean below = redirected.stream().anyMatch(d -> owner.endsWith("." + d));
                    if (!below)
                        lines.forEach(
                                line -> text.append(owner).append(' ').append(line).append('\n'));
                });
        return text.toString();
    }

    private List<String> apex() {
        List<String> lines = new ArrayList<>();
        lines.add("SOA ns.test. host.test. 1 2 3 4 60");
        lines.add("NS ns.test.");
        if (random.nextInt(6) == 0) lines.add("DNAME " + target());
        if (random.nextInt(2) == 0) lines.add("MX 10 " + target());
        return lines;
    }

    private List<String> data(String owner) {
        int kind = random.nextInt(owner.startsWith("*.") ? 7 : 10);
        return switch (kind) {
            case 0, 1, 2 -> List.of("A 192.0.2." + random.nextInt(1, 250));
            case 3 -> List.of("A 192.0.2.1", "A 192.0.2.2", "TXT \"t\"", "MX 1 " + target());
            case 4, 5 -> List.of("CNAME " + target());
            case 6 -> List.of("TXT \"only\"");
            case 7 -> List.of("NS " + target());
            case 8 -> List.of("NS " + target(), "DS 1 13 2 " + "AB".repeat(32), "A 192.0.2.9");
            default -> List.of("DNAME " + target());
        };
    }

    private String target() {
        return name(random, random.nextInt(8) == 0 ? "elsewhere.test." : "z.");
    }
}
