package dev.homeport.it;

import org.xbill.DNS.Type;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What we said to a question beside what the peers said. Each aspect of the reply is put to the
 * vote: where two peers agree, we have to agree with them; where all differ, with one of them.
 */
record Comparison(Inquiry asked, Observed ours, Map<String, Observed> peers, Set<String> origins) {

    /** The aspects in which we stand alone, each in words; none when all is well. */
    List<String> disagreements() {
        List<String> found = new ArrayList<>();
        if (ours.isEndlessChain())
            return isPrefixOfOneAnother() ? found : List.of("the way of the chain");
        vote("head", Observed::head).ifPresent(found::add);
        if (isMinimal()) {
            if (!isPartOfOneAnswer()) found.add("answer is no part of a peer's");
        } else {
            vote("answer", Observed::answer).ifPresent(found::add);
        }
        // With one set for ANY there may be a wildcard's proof for it, and no other.
        if (asked.type() != Type.ANY) vote("authority", Observed::authority).ifPresent(found::add);
        additional().ifPresent(found::add);
        return found;
    }

    private <T> Optional<String> vote(String aspect, Function<Observed, T> view) {
        Map<T, Integer> votes = new HashMap<>();
        for (Observed peer : peers.values()) votes.merge(view.apply(peer), 1, Integer::sum);
        T mine = view.apply(ours);
        boolean majority = votes.values().stream().anyMatch(n -> n > 1);
        int own = votes.getOrDefault(mine, 0);
        boolean fine = majority ? own > 1 : own > 0;
        return fine ? Optional.empty() : Optional.of(aspect);
    }

    /** RFC 8482: we give one set where peers give all of them. */
    private boolean isMinimal() {
        return asked.type() == Type.ANY || asked.type() == Type.RRSIG;
    }

    private boolean isPrefixOfOneAnother() {
        return peers.values().stream()
                .allMatch(
                        p ->
                                ours.answer().containsAll(p.answer())
                                        || p.answer().containsAll(ours.answer()));
    }

    private boolean isPartOfOneAnswer() {
        return peers.values().stream()
                .anyMatch(
                        p ->
                                p.answer().containsAll(ours.answer())
                                        && p.answer().isEmpty() == ours.answer().isEmpty());
    }

    /** Additional records are as each server likes, but none of ours alone, and none of all's. */
    private Optional<String> additional() {
        Set<String> some = new TreeSet<>();
        for (Observed peer : peers.values()) some.addAll(peer.additional());
        Set<String> alone = new TreeSet<>(ours.additional());
        alone.removeAll(some);
        if (!alone.isEmpty()) return Optional.of("additional, nobody else has " + alone);
        if (isMinimal()) return Optional.empty();
        Set<String> missing = new TreeSet<>(some);
        for (Observed peer : peers.values()) missing.retainAll(peer.additional());
        missing.removeAll(ours.additional());
        if (missing.isEmpty()) return Optional.empty();
        return Optional.of("additional, everybody else has " + missing);
    }

    /** Everything that was said. */
    String transcript(Collection<String> aspects) {
        StringBuilder text = new StringBuilder(asked + " differs in " + aspects + "\n");
        text.append("  ours ").append(ours).append('\n');
        peers.forEach((name, said) -> text.append("  ").append(name + " ").append(said + "\n"));
        return text.toString();
    }
}
