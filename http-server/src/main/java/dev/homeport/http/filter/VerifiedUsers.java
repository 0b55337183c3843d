package dev.homeport.http.filter;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers of each user of a realm the password that was right last, by a keyed hash that is of no
 * use outside this process. There is one place for each user that is configured, and no more.
 * Thread-safe.
 */
final class VerifiedUsers {
    private static final byte[] NOTHING = new byte[0];

    private final Map<String, AtomicReference<byte[]>> places;
    private final SecretKeySpec key;

    VerifiedUsers(Set<String> users, byte[] secret) {
        Map<String, AtomicReference<byte[]>> empty = new HashMap<>();
        for (String user : users) empty.put(user, new AtomicReference<>(NOTHING));
        this.places = Map.copyOf(empty);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    boolean knows(Credentials credentials) {
        AtomicReference<byte[]> place = places.get(credentials.user());
        return place != null && MessageDigest.isEqual(place.get(), hash(credentials));
    }

    void remember(Credentials credentials) {
        AtomicReference<byte[]> place = places.get(credentials.user());
        if (place != null) place.set(hash(credentials));
    }

    private byte[] hash(Credentials credentials) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac.doFinal(credentials.password());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }
}
