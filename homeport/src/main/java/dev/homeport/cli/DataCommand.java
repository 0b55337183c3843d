package dev.homeport.cli;

import dev.homeport.config.Config;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.backup.Backups;
import dev.homeport.storage.backup.Restored;
import dev.homeport.storage.backup.Verification;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code homeport data}. */
@Command(
        name = "data",
        description = "Back up, verify and restore the store.",
        subcommands = {
            DataCommand.Backup.class,
            DataCommand.Verify.class,
            DataCommand.Restore.class
        })
final class DataCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "name what to do: data backup, data verify or data restore");
    }

    /** {@code homeport data backup}. */
    @Command(
            name = "backup",
            description = {
                "Copy the store, as it is at this moment, to a new file and verify the copy.",
                "The program may run and serve meanwhile."
            })
    static final class Backup implements Runnable {
        @Mixin private final ConfigOption config = new ConfigOption();
        @Mixin private final OutputOption output = new OutputOption();

        @Parameters(paramLabel = "FILE", description = "the new file; never overwritten")
        private Path target = Path.of("");

        @Override
        public void run() {
            Path data = config.load().data().directory();
            try {
                Verification copy = Backups.create(data, target);
                output.print(Shown.of(copy), "backed up " + data + " to " + text(copy));
            } catch (StoreProblem e) {
                throw failed(e);
            }
        }
    }

    /** {@code homeport data verify}. */
    @Command(
            name = "verify",
            description =
                    "Read a backup, or the store itself, from end to end and show what is in it.")
    static final class Verify implements Callable<Integer> {
        @Mixin private final ConfigOption config = new ConfigOption();
        @Mixin private final OutputOption output = new OutputOption();

        @Parameters(
                paramLabel = "FILE",
                arity = "0..1",
                description = "the backup; default: the store of this configuration")
        private @Nullable Path file;

        @Override
        public Integer call() {
            Path subject = file == null ? config.load().data().directory() : file;
            try {
                Verification found = Backups.verify(subject);
                output.print(Shown.of(found), text(found));
                return found.isSound() ? 0 : CommandFailed.FAILED;
            } catch (StoreProblem e) {
                throw failed(e);
            }
        }
    }

    /** {@code homeport data restore}. */
    @Command(
            name = "restore",
            description = {
                "Put a backup in the place of the store. The program must not run.",
                "What was there is moved aside, never deleted."
            })
    static final class Restore implements Runnable {
        @Mixin private final ConfigOption config = new ConfigOption();
        @Mixin private final OutputOption output = new OutputOption();

        @Parameters(paramLabel = "FILE", description = "the backup")
        private Path backup = Path.of("");

        @Override
        public void run() {
            Config settings = config.load();
            try {
                Restored restored =
                        Backups.restore(
                                backup, settings.data().directory(), InstantSource.system());
                String aside =
                        restored.replaced()
                                .map(folder -> "\nwhat was there is kept in " + folder)
                                .orElse("");
                output.print(
                        Shown.of(restored.database()),
                        "restored " + text(restored.database()) + aside);
            } catch (StoreProblem e) {
                throw failed(e);
            }
        }
    }

    /** A verification as JSON shows it. */
    private record Shown(
            String file,
            long bytes,
            int format,
            long sequence,
            Map<String, Long> documents,
            List<String> findings) {

        static Shown of(Verification found) {
            return new Shown(
                    found.file().toString(),
                    found.bytes(),
                    found.format(),
                    found.sequence(),
                    found.documents(),
                    found.findings());
        }
    }

    private static String text(Verification found) {
        String documents =
                found.documents().entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
        String state =
                found.isSound() ? "sound" : "NOT SOUND: " + String.join("; ", found.findings());
        return "%s: %,d bytes, %s, up to change %d, %s"
                .formatted(found.file(), found.bytes(), documents, found.sequence(), state);
    }

    private static CommandFailed failed(StoreProblem problem) {
        return CommandFailed.failed(String.valueOf(problem.getMessage()));
    }
}
