package dev.homeport.http;

import org.jspecify.annotations.Nullable;

/**
 * A place beside fields that are sent again and again, where each event loop keeps the bytes it
 * made of them. What is kept goes when the fields go.
 *
 * <p>Thread-safe. An owner finds only what it put there itself.
 */
// Owners are told apart by identity: each is one event loop of one server.
@SuppressWarnings("ReferenceEquality")
public final class Kept {
    private static final int OWNERS_MAX = 128;

    /** Owner, value, owner, value, … replaced whole. */
    private volatile Object[] slots = new Object[0];

    Kept() {}

    /** What {@code owner} keeps here, or null. */
    public @Nullable Object get(Object owner) {
        Object[] now = slots;
        for (int i = 0; i < now.length; i += 2) {
            if (now[i] == owner) return now[i + 1];
        }
        return null;
    }

    /** Keeps {@code value} for {@code owner}. */
    public synchronized void put(Object owner, Object value) {
        Object[] now = slots;
        for (int i = 0; i < now.length; i += 2) {
            if (now[i] != owner) continue;
            Object[] next = now.clone();
            next[i + 1] = value;
            slots = next;
            return;
        }
        // Owners of servers long closed must not pile up.
        int length = now.length >= 2 * OWNERS_MAX ? 0 : now.length;
        Object[] next = new Object[length + 2];
        System.arraycopy(now, 0, next, 0, length);
        next[length] = owner;
        next[length + 1] = value;
        slots = next;
    }
}
