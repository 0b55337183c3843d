package dev.homeport.dns.tsig;

import dev.homeport.dns.zone.DomainName;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The ways to sign that are spoken here (RFC 8945 6); MD5 is not among them. */
public enum TsigAlgorithm {
    HMAC_SHA1("hmac-sha1", "HmacSHA1", 20),
    HMAC_SHA224("hmac-sha224", "HmacSHA224", 28),
    HMAC_SHA256("hmac-sha256", "HmacSHA256", 32),
    HMAC_SHA384("hmac-sha384", "HmacSHA384", 48),
    HMAC_SHA512("hmac-sha512", "HmacSHA512", 64);

    private final String text;
    private final String jdkName;
    private final int macBytes;

    @SuppressWarnings("ImmutableEnumChecker") // A DomainName is immutable, though it has an array.
    private final DomainName wireName;

    TsigAlgorithm(String text, String jdkName, int macBytes) {
        this.text = text;
        this.jdkName = jdkName;
        this.macBytes = macBytes;
        byte[] label = text.getBytes(StandardCharsets.US_ASCII);
        byte[] wire = new byte[label.length + 2];
        wire[0] = (byte) label.length;
        System.arraycopy(label, 0, wire, 1, label.length);
        this.wireName = DomainName.ofWire(wire, 0, wire.length);
    }

    /** The algorithm that goes by a name on the wire. */
    public static Optional<TsigAlgorithm> find(DomainName wireName) {
        for (TsigAlgorithm one : values()) {
            if (one.wireName.equals(wireName)) return Optional.of(one);
        }
        return Optional.empty();
    }

    /** The algorithm that a person writes so, such as {@code hmac-sha256}. */
    public static Optional<TsigAlgorithm> find(String text) {
        for (TsigAlgorithm one : values()) {
            if (one.text.equalsIgnoreCase(text)) return Optional.of(one);
        }
        return Optional.empty();
    }

    /** As a person writes it. */
    public String text() {
        return text;
    }

    /** As it stands in messages. */
    public DomainName wireName() {
        return wireName;
    }

    /** Bytes of a whole signature. */
    public int macBytes() {
        return macBytes;
    }

    /** Bytes below which a shortened signature is worth nothing (RFC 8945 5.2.2.1). */
    public int macBytesMin() {
        return Math.max(10, macBytes / 2);
    }

    String jdkName() {
        return jdkName;
    }
}
