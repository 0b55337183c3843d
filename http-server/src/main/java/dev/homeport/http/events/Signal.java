package dev.homeport.http.events;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells streams of events that there is something to look at. It carries nothing: who is woken
 * looks at the truth, so that nothing is lost, and the same look serves those who connect again.
 * Thread-safe.
 */
public final class Signal {
    private final Set<Runnable> followers = ConcurrentHashMap.newKeySet();

    /** Wakes all who follow; quick, and never blocks. */
    public void raise() {
        for (Runnable follower : followers) follower.run();
    }

    /** How many follow. */
    public int followers() {
        return followers.size();
    }

    void join(Runnable follower) {
        followers.add(follower);
    }

    void leave(Runnable follower) {
        followers.remove(follower);
    }
}
