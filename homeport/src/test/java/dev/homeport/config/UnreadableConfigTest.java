package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class UnreadableConfigTest {
    private static final List<String> PIECES =
            """
            [dns] [[site]] [http.limits] listen host = = '127.0.0.1:0' " [ ] { } , \\n \\n \\n 1 1e9 true
            1979-05-27 . root '..' redirect '\\u0000' "\\u0000" 'a.com' aliases site zones # '10s'
            idle-timeout application certificate key
            """
                    .lines()
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .map(piece -> piece.equals("\\n") ? "\n" : piece)
                    .toList();

    @TempDir Path folder;

    private String onlyProblem(Path file) {
        var invalid = assertInstanceOf(Loaded.Invalid.class, Config.load(file));
        assertEquals(1, invalid.problems().size());
        return invalid.problems().getFirst().toString().replace(file + ":1:1: ", "");
    }

    @Test
    void aMissingFileIsAProblem() {
        assertEquals(
                "the file does not exist; create it, or name another one",
                onlyProblem(folder.resolve("homeport.toml")));
    }

    @Test
    void aFolderIsAProblem() {
        assertEquals("this is a folder; name the file homeport.toml in it", onlyProblem(folder));
    }

    @Test
    void anotherEncodingIsAProblem() throws IOException {
        Path file = folder.resolve("latin.toml");
        Files.write(file, "# Grüße\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("the file is not UTF-8; save it as UTF-8", onlyProblem(file));
    }

    @Test
    void aByteOrderMarkIsNone() throws IOException {
        Path file = folder.resolve("homeport.toml");
        Files.writeString(file, "\uFEFF[log]\naccess = 'off'\n");
        assertInstanceOf(Loaded.Valid.class, Config.load(file));
    }

    @Test
    void aHugeFileIsAProblem() throws IOException {
        Path file = folder.resolve("homeport.toml");
        Files.writeString(file, "#".repeat(1024 * 1024 - 1) + "\n");
        assertInstanceOf(Loaded.Valid.class, Config.load(file));
        Files.writeString(file, "#".repeat(1024 * 1024) + "\n");
        assertEquals("the file is larger than 1MiB; name a configuration file", onlyProblem(file));
    }

    /** Pieces of a good file in any order: loading always ends with a result. */
    @Test
    void nothingInAFileMakesLoadingThrow() throws IOException {
        Path file = folder.resolve("homeport.toml");
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size()))).append(' ');
            }
            Files.writeString(file, text);
            try {
                Config.load(file);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }
}
