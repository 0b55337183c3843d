package dev.homeport.config;

import dev.homeport.dns.peer.CookieSecret;
import dev.homeport.dns.peer.Prefix;
import dev.homeport.dns.peer.RateLimits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads {@link DnsExtensions} out of {@code [dns]} and its tables. */
final class DnsExtensionReader {
    /** More would only slow down who checks them all. */
    private static final int SECRETS_MAX = 8;

    private static final long SECRETS_FILE_BYTES_MAX = 4096;

    private final Path folder;

    DnsExtensionReader(Path folder) {
        this.folder = folder;
    }

    /**
     * @param tls {@code [dns.tls]}'s listeners, read and claimed
     */
    DnsExtensions read(Section dns, List<Listener> tls) {
        return new DnsExtensions(
                dns.read("id", "", DnsExtensionReader::parseId),
                tls,
                cookies(dns.table("cookies")),
                rateLimits(dns.table("rate-limit")));
    }

    /** A TXT string holds 255 bytes (RFC 1035 3.3). */
    private static String parseId(String text) throws BadValue {
        if (text.length() <= 255 && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) return text;
        throw new BadValue(
                Quoted.of(text) + " is no name for a server",
                "write at most 255 printable ASCII characters; \"\" says nothing");
    }

    private DnsExtensions.Cookies cookies(Section section) {
        Switch enabled = section.flag("enabled", Switch.ON);
        Switch required = section.flag("require", Switch.OFF);
        List<CookieSecret> secrets =
                section.readAll("secrets", List.of(), DnsExtensionReader::parseSecret).stream()
                        .map(Placed::value)
                        .toList();
        boolean inFile = section.has("secrets-file");
        if (inFile && section.has("secrets")) {
            section.problem(
                    "secrets-file",
                    "the cookie secrets are both here and in " + section.full("secrets"),
                    "remove one of the two");
        } else if (inFile) {
            secrets = section.read("secrets-file", List.of(), this::readSecrets);
        }
        if (secrets.size() > SECRETS_MAX) {
            section.problem(
                    inFile ? "secrets-file" : "secrets",
                    "there are " + secrets.size() + " cookie secrets, more than " + SECRETS_MAX,
                    "keep the newest and the one before it");
        }
        section.finish();
        return new DnsExtensions.Cookies(enabled, required, secrets);
    }

    /** What is wrong is told without repeating what may be nearly the secret. */
    private static CookieSecret parseSecret(String text) throws BadValue {
        try {
            return CookieSecret.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadValue(
                    String.valueOf(e.getMessage()),
                    "write 32 hexadecimal digits, such as \"openssl rand -hex 16\" prints");
        }
    }

    /** One secret a line; empty lines and those that begin with # are not read. */
    private List<CookieSecret> readSecrets(String name) throws BadValue {
        if (name.isEmpty()) throw new BadValue("the path is empty", "name a file of secrets");
        Path file = folder.resolve(name).normalize();
        List<CookieSecret> secrets = new ArrayList<>();
        for (String line : lines(file)) {
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) secrets.add(parseSecret(text));
        }
        if (secrets.isEmpty()) {
            throw new BadValue(
                    "there is no cookie secret in " + file, "write one of 32 hexadecimal digits");
        }
        return secrets;
    }

    private static List<String> lines(Path file) throws BadValue {
        try {
            if (Files.size(file) > SECRETS_FILE_BYTES_MAX) {
                throw new BadValue(file + " is larger than 4KiB", "name a file of cookie secrets");
            }
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw Unreadable.of(file, e);
        }
    }

    private static RateLimits rateLimits(Section section) {
        RateLimits usual = RateLimits.DEFAULT;
        var limits =
                new RateLimits(
                        section.integer(
                                "replies-per-second",
                                usual.repliesPerSecond(),
                                0,
                                RateLimits.REPLIES_PER_SECOND_MAX),
                        section.duration(
                                "window",
                                usual.window(),
                                Duration.ofSeconds(1),
                                Duration.ofHours(1)),
                        section.integer("slip", usual.slip(), 0, RateLimits.SLIP_MAX),
                        section.integer("ipv4-prefix", usual.v4Bits(), 1, 32),
                        section.integer("ipv6-prefix", usual.v6Bits(), 1, 128),
                        exempt(section));
        section.finish();
        return limits;
    }

    private static List<Prefix> exempt(Section section) {
        return section.readAll("exempt", RateLimits.LOOPBACK, Prefixes::parse).stream()
                .map(Placed::value)
                .toList();
    }
}
