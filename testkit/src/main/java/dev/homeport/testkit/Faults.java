package dev.homeport.testkit;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What is wrong with a test's domain until it is put right again. Thread-safe. */
public final class Faults {
    private static final String EVERY = "*";

    private final String domain;
    private final Map<String, NameFault> names = new ConcurrentHashMap<>();
    private final Map<String, WebFault> paths = new ConcurrentHashMap<>();
    private final Consumer<Optional<CertificateFault>> certificates;

    /**
     * @param certificates is told of the certificate to serve
     */
    Faults(String domain, Consumer<Optional<CertificateFault>> certificates) {
        this.domain = domain;
        this.certificates = certificates;
    }

    /** Every query meets {@code fault}, but for names that have one of their own. */
    public Faults names(NameFault fault) {
        names.put(EVERY, fault);
        return this;
    }

    /**
     * Queries for {@code name} meet {@code fault}, whatever type they ask for.
     *
     * @param name a label or more below the domain, such as {@code www}; {@code @} for the domain
     *     itself; or a full name in it
     */
    public Faults name(String name, NameFault fault) {
        names.put(full(name), fault);
        return this;
    }

    private String full(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".")) lower = lower.substring(0, lower.length() - 1);
        if (lower.equals("@")) return domain;
        boolean isFull = lower.equals(domain) || lower.endsWith("." + domain);
        return isFull ? lower : lower + "." + domain;
    }

    /** Every request meets {@code fault}, but for paths that have one of their own. */
    public Faults web(WebFault fault) {
        paths.put(EVERY, fault);
        return this;
    }

    /** Requests for {@code path} meet {@code fault}; they are not handed to a route. */
    public Faults web(String path, WebFault fault) {
        if (!path.startsWith("/")) throw new IllegalArgumentException("no path: " + path);
        paths.put(path, fault);
        return this;
    }

    /** Handshakes from now on meet a certificate with {@code fault}. */
    public Faults certificate(CertificateFault fault) {
        certificates.accept(Optional.of(fault));
        return this;
    }

    /** Puts everything right. */
    public void clear() {
        names.clear();
        paths.clear();
        certificates.accept(Optional.empty());
    }

    Optional<NameFault> ofName(String name) {
        NameFault own = names.get(name);
        return Optional.ofNullable(own == null ? names.get(EVERY) : own);
    }

    Optional<WebFault> ofPath(String path) {
        WebFault own = paths.get(path);
        return Optional.ofNullable(own == null ? paths.get(EVERY) : own);
    }
}
