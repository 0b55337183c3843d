package dev.homeport.it;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A zone, its child and its grandchild full of what makes answering hard: few labels, so that names
 * collide, and every kind of owner. No rule is broken that would keep a server from loading them.
 */
final class RandomFamily {
    /** The first label of servers that are named below a cut. */
    static final String GLUE_LABEL = "ns";

    private static final String[] LABELS = {"a", "b", "c", "*"};
    private static final int OWNERS_MAX = 16;

    private final SplittableRandom random;
    private final String origin;

    /**
     * @param origin with a final dot
     */
    RandomFamily(SplittableRandom random, String origin) {
        this.random = random;
        this.origin = origin;
    }

    /** A name at or below {@code top}. */
    static String name(SplittableRandom random, String top) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            boolean odd = random.nextInt(14) == 0;
            name.append(odd ? "Odd-" + random.nextInt(4) : LABELS[random.nextInt(LABELS.length)]);
            name.append('.');
        }
        return name + top;
    }

    /**
     * The texts by origin: the zone and, mostly, a child {@code b} and a grandchild {@code a.b}.
     */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        boolean child = random.nextInt(3) > 0;
        boolean grandchild = child && random.nextBoolean();
        texts.put(origin, zone(origin, child ? "b." + origin : ""));
        if (child) texts.put("b." + origin, zone("b." + origin, grandchild ? "a.b." + origin : ""));
        if (grandchild) texts.put("a.b." + origin, zone("a.b." + origin, ""));
        return texts;
    }

    private String zone(String apex, String child) {
        Map<String, List<String>> owners = new TreeMap<>();
        // NSD takes a parent's glue for data below the child's DNAME, so only lone zones get one.
        owners.put(apex, apexRecords(apex.equals(origin) && child.isEmpty()));
        for (int i = random.nextInt(OWNERS_MAX); i > 0; i--) {
            String owner = name(random, apex);
            if (!isAtOrBelow(owner, child)) owners.computeIfAbsent(owner, this::records);
        }
        if (!child.isEmpty()) {
            owners.put(child, List.of("NS " + GLUE_LABEL + "." + child, "NS ns.elsewhere.test."));
            owners.put(GLUE_LABEL + "." + child, List.of("A 192.0.2.53"));
        }
        dropBelowRedirections(owners);
        StringBuilder text = new StringBuilder("$TTL 300\n");
        // BIND wants the SOA before all others.
        append(text, apex, owners.remove(apex));
        owners.forEach((owner, lines) -> append(text, owner, lines));
        return text.toString();
    }

    private static void append(StringBuilder text, String owner, @Nullable List<String> lines) {
        if (lines == null) return;
        for (String line : lines) text.append(owner).append(" IN ").append(line).append('\n');
    }

    /** RFC 6672 2.4: nothing may live below a DNAME. */
    private static void dropBelowRedirections(Map<String, List<String>> owners) {
        List<String> redirections =
                owners.entrySet().stream()
                        .filter(e -> e.getValue().toString().contains("DNAME"))
                        .map(Map.Entry::getKey)
                        .toList();
        owners.keySet().removeIf(o -> redirections.stream().anyMatch(d -> o.endsWith("." + d)));
    }

    private static boolean isAtOrBelow(String name, String top) {
        return !top.isEmpty() && ("." + name).endsWith("." + top);
    }

    private List<String> apexRecords(boolean alone) {
        List<String> lines = new ArrayList<>();
        lines.add("SOA ns.elsewhere.test. host.test. 1 3600 900 604800 60");
        lines.add("NS ns.elsewhere.test.");
        if (alone && random.nextInt(8) == 0) lines.add("DNAME " + target());
        if (random.nextInt(2) == 0) lines.add("MX 10 " + target());
        if (random.nextInt(3) == 0) lines.add("A 192.0.2.3");
        return lines;
    }

    private List<String> records(String owner) {
        int kind = random.nextInt(owner.startsWith("*.") ? 9 : 14);
        return switch (kind) {
            case 0, 1 -> List.of("A 192.0.2." + random.nextInt(1, 250));
            case 2 -> List.of("A 192.0.2.1", "A 192.0.2.2", "AAAA 2001:db8::1", "TXT \"t\"");
            case 3, 4, 5 -> List.of("CNAME " + target());
            case 6 -> List.of("MX 1 " + target(), "MX 2 " + target(), "SRV 1 2 3 " + target());
            case 7 -> List.of("TYPE65280 \\# 4 00010203", "CAA 0 issue \"ca.test\"");
            case 8 -> List.of("TXT \"only\"");
            case 9 -> List.of("NS " + target());
            case 10 -> List.of("NS ns." + owner, "DS 1 13 2 " + "AB".repeat(32));
            case 11 -> List.of("NS " + target(), "NS ns.elsewhere.test.", "A 192.0.2.9");
            default -> List.of("DNAME " + target());
        };
    }

    private String target() {
        return name(random, random.nextInt(8) == 0 ? "elsewhere.test." : origin);
    }
}
