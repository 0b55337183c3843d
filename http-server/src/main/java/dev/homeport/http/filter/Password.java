package dev.homeport.http.filter;

/** A password that is known by its hash alone. Thread-safe. */
@FunctionalInterface
public interface Password {

    /**
     * Whether {@code password} is it, told in a time that does not depend on how much of it is
     * right. It takes long and much memory, on purpose, and so never runs on an event loop.
     */
    boolean matches(byte[] password);
}
