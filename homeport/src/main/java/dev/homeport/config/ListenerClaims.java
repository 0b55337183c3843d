package dev.homeport.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Who wants to listen where; two may not want the same. DNS listens over TCP too, so that every
 * listener of the file takes part.
 */
final class ListenerClaims {
    private final Problems problems;
    private final List<Claim> claims = new ArrayList<>();

    private record Claim(String key, Listener listener, Place place, boolean written) {}

    ListenerClaims(Problems problems) {
        this.problems = problems;
    }

    /** Notes the listeners of one section, and reports those that are taken. */
    List<Listener> claim(Section section, String key, List<Placed<Listener>> wanted) {
        var listeners = new ArrayList<Listener>();
        for (Placed<Listener> placed : wanted) {
            var claim =
                    new Claim(section.full(key), placed.value(), placed.place(), section.has(key));
            claims.stream()
                    .filter(c -> clash(c.listener, claim.listener))
                    .findFirst()
                    .ifPresent(earlier -> report(earlier, claim));
            claims.add(claim);
            listeners.add(placed.value());
        }
        return listeners;
    }

    private void report(Claim earlier, Claim later) {
        // A default has no place of its own; the line to change is the one that was written.
        boolean blamesLater = later.written || !earlier.written;
        Claim shown = blamesLater ? later : earlier;
        Claim other = blamesLater ? earlier : later;
        String what =
                shown.listener.equals(other.listener)
                        ? " is also the "
                        : " overlaps " + other.listener + ", the ";
        String whose = other.written ? "" : "usual ";
        problems.add(
                shown.place,
                shown.key + " " + shown.listener + what + whose + "address of " + other.key,
                "give one of them another port");
    }

    private static boolean clash(Listener a, Listener b) {
        if (a.port() == 0 || a.port() != b.port()) return false;
        if (a.address().equals(b.address())) return true;
        return covers(a, b) || covers(b, a);
    }

    /** {@code 0.0.0.0} takes every IPv4 address, {@code ::} every address at all (RFC 3493 3.7). */
    private static boolean covers(Listener a, Listener b) {
        if (!a.address().isAnyLocalAddress()) return false;
        return a.address().getAddress().length >= b.address().getAddress().length;
    }
}
