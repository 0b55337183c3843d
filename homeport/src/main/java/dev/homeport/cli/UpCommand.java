package dev.homeport.cli;

import dev.homeport.Announcement;
import dev.homeport.Homeport;
import dev.homeport.StartProblem;
import dev.homeport.Surroundings;
import dev.homeport.config.Config;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** {@code homeport up}. */
@Command(
        name = "up",
        description = {
            "Serve names, sites and data until stopped.",
            "SIGTERM and Ctrl-C finish what runs and stop; SIGHUP reloads."
        })
final class UpCommand implements Callable<Integer> {
    @Mixin private final ConfigOption option = new ConfigOption();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        sayWhatIsServed();
        Config config = option.load();
        ProgramLog.setLevel(config.log().level());
        CountDownLatch stop = new CountDownLatch(1);
        AtomicReference<Homeport> running = new AtomicReference<>();
        // Before anything listens: who finds us may send a signal at once.
        Signals.on("TERM", stop::countDown);
        Signals.on("INT", stop::countDown);
        Signals.on("HUP", () -> reload(running.get()));
        try (Homeport homeport = Homeport.start(config, Surroundings.ofThisMachine())) {
            running.set(homeport);
            say(new Announcement(homeport.status(), launcher()).text(sinceStart()));
            stop.await();
            say("homeport: stopping");
        } catch (StartProblem e) {
            throw switch (e.kind()) {
                case WRONG_INPUT -> CommandFailed.wrongInput(String.valueOf(e.getMessage()));
                case REFUSED -> CommandFailed.failed(String.valueOf(e.getMessage()));
            };
        }
        return 0;
    }

    /** A reload takes a while, and the signal's thread is wanted for the next signal. */
    private static void reload(@Nullable Homeport homeport) {
        if (homeport != null) Thread.ofVirtual().name("reload").start(homeport::reload);
    }

    private void sayWhatIsServed() {
        if (option.find() instanceof ConfigOption.Found.Demo(var file)) {
            say("homeport: no homeport.toml in this folder, so this is the demo: " + file);
        }
    }

    /** From the start of the Java process: what a person waits for, but for the launcher. */
    private static Duration sinceStart() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    static String launcher() {
        return System.getProperty("homeport.launcher", "homeport");
    }

    private void say(String text) {
        if (spec == null) throw new IllegalStateException("used outside of a command");
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }
}
