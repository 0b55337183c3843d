package dev.homeport.it;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the majority differs from us and we are right, each with the clause that says so. */
enum KnownDifferences {
    /**
     * RFC 1034 4.3.2 step 3a: after a CNAME, and likewise a DNAME, the search goes back to step 1
     * with all zones that are served. NSD does that, too; Knot and BIND stay in the zone.
     */
    ALIAS_INTO_ANOTHER_ZONE,

    /**
     * RFC 2181 6.1: a parent's glue is no data of the child's zone. NSD takes the glue's name for
     * one that exists in the child, too, if it serves both, so that no wildcard gives its data.
     */
    GLUE_OF_THE_PARENT,

    /**
     * RFC 5155 7.2.8: the owner of an NSEC3 record does not exist, so it encloses nothing, either.
     * NSD and Knot take it for the closest encloser of what lies below; BIND does not.
     */
    BELOW_A_HASHED_OWNER;

    private static final Pattern BELOW_HASH = Pattern.compile(".+\\.[0-9a-v]{32}\\..+");

    private boolean holds(Comparison comparison) {
        return switch (this) {
            case ALIAS_INTO_ANOTHER_ZONE -> isCrossingLikeNsd(comparison);
            case GLUE_OF_THE_PARENT -> isGlueToNsd(comparison);
            case BELOW_A_HASHED_OWNER -> isBelowHashLikeBind(comparison);
        };
    }

    /** The disagreements for which there is no clause. */
    static List<String> remaining(Comparison comparison) {
        List<String> all = comparison.disagreements();
        if (all.isEmpty()) return all;
        boolean known = Arrays.stream(values()).anyMatch(d -> d.holds(comparison));
        return known ? List.of() : all;
    }

    private static boolean isCrossingLikeNsd(Comparison comparison) {
        Observed nsd = comparison.peers().get(Peer.Program.NSD.name());
        return nsd != null
                && nsd.head().equals(comparison.ours().head())
                && nsd.answer().equals(comparison.ours().answer())
                && nsd.authority().equals(comparison.ours().authority())
                && isCrossing(comparison);
    }

    private static boolean isCrossing(Comparison comparison) {
        return comparison.ours().answer().stream()
                .map(line -> line.split(" ", 4))
                .filter(words -> words[2].equals("CNAME"))
                .map(words -> origin(words[3], comparison))
                .anyMatch(origin -> !origin.equals(ownOrigin(comparison)));
    }

    private static boolean isGlueToNsd(Comparison comparison) {
        String glue = "." + RandomFamily.GLUE_LABEL + "." + ownOrigin(comparison);
        return ("." + comparison.asked().name().canonicalize()).endsWith(glue)
                && isCrossing(comparison)
                && Stream.of(Peer.Program.KNOT, Peer.Program.BIND)
                        .map(program -> comparison.peers().get(program.name()))
                        .allMatch(p -> p != null && isFirstPart(p, comparison.ours()));
    }

    private static boolean isBelowHashLikeBind(Comparison comparison) {
        Observed bind = comparison.peers().get(Peer.Program.BIND.name());
        return bind != null
                && BELOW_HASH.matcher(comparison.asked().name().canonicalize().toString()).matches()
                && bind.head().equals(comparison.ours().head())
                && bind.answer().equals(comparison.ours().answer())
                && bind.authority().equals(comparison.ours().authority());
    }

    private static boolean isFirstPart(Observed said, Observed ours) {
        return !said.answer().isEmpty() && ours.answer().containsAll(said.answer());
    }

    private static String ownOrigin(Comparison comparison) {
        return origin(comparison.asked().name().canonicalize().toString(), comparison);
    }

    /** The closest zone above a name, none when it is not served. */
    private static String origin(String name, Comparison comparison) {
        return comparison.origins().stream()
                .filter(origin -> ("." + name).endsWith("." + origin))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }
}
