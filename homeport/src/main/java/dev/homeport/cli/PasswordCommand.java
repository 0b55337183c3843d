package dev.homeport.cli;

import dev.homeport.Surroundings;
import dev.homeport.password.PasswordHash;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** {@code homeport password}: makes what stands in {@code users} and {@code users-file}. */
@Command(
        name = "password",
        description = {
            "Print NAME and the hash of a password, as a line of a site's users-file.",
            "The password is asked for twice, or read from the first line of the input."
        })
final class PasswordCommand implements Runnable {
    private static final int CHARS_MAX = 1024;

    @Mixin private final OutputOption output = new OutputOption();

    @Parameters(index = "0", paramLabel = "NAME", description = "the user's name")
    private String name = "";

    @Override
    public void run() {
        // RFC 7617 2: a name with a colon cannot be told from its password.
        if (name.isEmpty() || name.indexOf(':') >= 0 || name.startsWith("#")) {
            throw CommandFailed.wrongInput(
                    "'" + name + "' is no user's name: it is empty, has a colon or begins with #");
        }
        byte[] password = password().getBytes(StandardCharsets.UTF_8);
        String hash = PasswordHash.of(password, Surroundings.ofThisMachine().random()).text();
        Arrays.fill(password, (byte) 0);
        output.print(Map.of("name", name, "hash", hash), name + ":" + hash);
    }

    private static String password() {
        String password = read();
        if (password.isEmpty()) throw CommandFailed.wrongInput("the password is empty");
        if (password.length() > CHARS_MAX) {
            throw CommandFailed.wrongInput("the password is longer than " + CHARS_MAX);
        }
        return password;
    }

    // Its documentation allows null: where a machine has no terminal at all.
    @SuppressWarnings("SystemConsoleNull")
    private static String read() {
        Console console = System.console();
        if (console == null || !console.isTerminal()) return firstLine();
        return asked(console);
    }

    private static String asked(Console console) {
        String first = text(console.readPassword("Password: "));
        if (!first.equals(text(console.readPassword("Once more: ")))) {
            throw CommandFailed.wrongInput("the two passwords differ");
        }
        return first;
    }

    /** Nothing is typed where the input ends. */
    private static String text(char @Nullable [] typed) {
        return typed == null ? "" : new String(typed);
    }

    private static String firstLine() {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw CommandFailed.failed("the password cannot be read: " + e.getMessage());
        }
    }
}
