package dev.homeport.password;

import dev.homeport.http.filter.Password;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Users from a file as {@code htpasswd -B} writes it: a name, a colon and a hash in each line;
 * empty lines and those that start with a number sign are left out. Immutable.
 *
 * @param users the passwords by name
 * @param problems what is wrong, each with its line
 */
public record PasswordFile(Map<String, Password> users, List<String> problems) {
    private static final int FILE_BYTES_MAX = 1024 * 1024;

    public PasswordFile {
        users = Map.copyOf(users);
        problems = List.copyOf(problems);
    }

    /** Reads {@code file}; it blocks. */
    public static PasswordFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) return unreadable(file, "is larger than 1MiB");
            return parse(
                    file,
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return unreadable(file, "is not UTF-8");
        } catch (IOException e) {
            return unreadable(file, "cannot be read: " + e);
        }
    }

    private static PasswordFile unreadable(Path file, String why) {
        return new PasswordFile(Map.of(), List.of(file + " " + why));
    }

    private static PasswordFile parse(Path file, String text) {
        Map<String, Password> users = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            String place = file + ":" + (i + 1) + ": ";
            int colon = line.indexOf(':');
            if (colon < 1) {
                problems.add(place + "there is no name with a colon behind it");
                continue;
            }
            try {
                Password password = PasswordHash.parse(line.substring(colon + 1));
                Password other = users.putIfAbsent(line.substring(0, colon), password);
                if (other != null) problems.add(place + "the name is there already");
            } catch (IllegalArgumentException e) {
                problems.add(place + e.getMessage());
            }
        }
        if (users.isEmpty() && problems.isEmpty()) problems.add(file + " names no user");
        return new PasswordFile(users, problems);
    }
}
