package dev.homeport.config;

import dev.homeport.dns.tsig.TsigAlgorithm;
import dev.homeport.dns.tsig.TsigKey;
import dev.homeport.dns.zone.DomainName;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code [[key]]} tables; messages never hold a secret. */
final class KeyReader {
    private static final int SECRET_FILE_BYTES_MAX = 64 * 1024;
    private static final int SECRET_BYTES_GOOD = 16;

    /** What tsig-keygen and rndc-confgen write: {@code secret "…";}. */
    private static final Pattern KEY_CLAUSE = Pattern.compile("\\bsecret\\s+\"([^\"]*)\"\\s*;");

    private final Path file;
    private final Path folder;
    private final Map<DomainName, TsigKey> keys = new LinkedHashMap<>();

    KeyReader(Path file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /** Reads one table. */
    void read(Section section) {
        if (!section.has("name")) {
            section.problem("name", "a key has no name", "add name = \"transfer\"");
        }
        DomainName name = section.read("name", DomainName.ROOT, ZoneNames::parse);
        TsigAlgorithm algorithm =
                section.read("algorithm", TsigAlgorithm.HMAC_SHA256, KeyReader::parseAlgorithm);
        byte[] secret = secret(section);
        section.finish();
        if (secret.length == 0 || name.equals(DomainName.ROOT)) return;
        if (secret.length < SECRET_BYTES_GOOD) {
            section.warn(
                    section.has("secret") ? "secret" : "secret-file",
                    "the secret has only " + secret.length + " bytes and can be guessed",
                    "make one of 32 bytes: openssl rand -base64 32");
        }
        var key = new TsigKey(name, algorithm, secret);
        if (keys.putIfAbsent(name, key) == null) return;
        section.problem(
                "name",
                "there is another key of the name " + ZoneNames.text(name),
                "give each key a name of its own");
    }

    List<TsigKey> keys() {
        return List.copyOf(keys.values());
    }

    private static TsigAlgorithm parseAlgorithm(String text) throws BadValue {
        var found = TsigAlgorithm.find(text.endsWith(".") ? text.replaceAll("\\.$", "") : text);
        if (found.isPresent()) return found.get();
        List<String> names =
                Arrays.stream(TsigAlgorithm.values()).map(TsigAlgorithm::text).toList();
        throw new BadValue(
                Quoted.of(text) + " is no algorithm of keys",
                "write one of " + String.join(", ", names));
    }

    private byte[] secret(Section section) {
        boolean inline = section.has("secret");
        boolean apart = section.has("secret-file");
        if (inline == apart) {
            section.problem(
                    inline ? "secret-file" : "name",
                    inline ? "a key has secret and secret-file" : "a key has no secret",
                    inline
                            ? "keep one of the two"
                            : "add secret = \"…\" in base64, or secret-file = \"…\"");
            return new byte[0];
        }
        if (inline) {
            warnIfOpen(section, "secret", file);
            return section.read("secret", new byte[0], KeyReader::parseSecret);
        }
        Path path = section.path("secret-file", folder, folder);
        if (path.equals(folder)) return new byte[0];
        warnIfOpen(section, "secret-file", path);
        return section.read("secret-file", new byte[0], _ -> readSecret(path));
    }

    private static byte[] readSecret(Path path) throws BadValue {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(SECRET_FILE_BYTES_MAX);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            Matcher clause = KEY_CLAUSE.matcher(text);
            return parseSecret(clause.find() ? clause.group(1) : text.strip());
        } catch (IOException e) {
            throw new BadValue(
                    "the file " + path + " cannot be read",
                    "create it, or correct the path or its permissions");
        }
    }

    /** The text is not repeated in the message: it may be a secret with a slip in it. */
    private static byte[] parseSecret(String text) throws BadValue {
        try {
            byte[] secret = Base64.getDecoder().decode(text);
            if (secret.length > 0 && secret.length <= TsigKey.SECRET_BYTES_MAX) return secret;
        } catch (IllegalArgumentException e) {
            // Said below, as for what is too short or too long.
        }
        throw new BadValue(
                "the secret is not 1 to " + TsigKey.SECRET_BYTES_MAX + " bytes in base64",
                "make one with: openssl rand -base64 32");
    }

    private static void warnIfOpen(Section section, String key, Path path) {
        try {
            var permissions = Files.getPosixFilePermissions(path);
            if (!permissions.contains(PosixFilePermission.OTHERS_READ)) return;
        } catch (IOException | UnsupportedOperationException e) {
            // A file that is missing is told of where it is read; other systems have other rights.
            return;
        }
        section.warn(
                key,
                "every user of this machine can read the secret in " + path,
                "run chmod 600 on it" + (key.equals("secret") ? ", or use secret-file" : ""));
    }
}
