package dev.homeport.cli;

import dev.homeport.Announcement;
import dev.homeport.Homeport;
import dev.homeport.StartProblem;
import dev.homeport.Surroundings;
import dev.homeport.config.Config;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** What {@code homeport up} does: serves until a signal ends it. */
final class Serve {
    private final ConfigChoice choice;
    private final PrintWriter out;
    private final PrintWriter err;

    Serve(ConfigChoice choice, PrintWriter out, PrintWriter err) {
        this.choice = choice;
        this.out = out;
        this.err = err;
    }

    /** What is done while the server is up. */
    interface Stay {
        /**
         * Returns when the server is to end.
         *
         * @param stop reaches zero when a signal asks for the end
         */
        void with(Homeport homeport, CountDownLatch stop) throws InterruptedException;
    }

    /** Returns the exit code, after the server was stopped. */
    int run() throws InterruptedException {
        run(UnaryOperator.identity(), (_, stop) -> stop.await());
        return 0;
    }

    /**
     * Serves as long as {@code stay} lasts.
     *
     * @param settings changes what was configured
     */
    void run(UnaryOperator<Config> settings, Stay stay) throws InterruptedException {
        sayWhatIsServed();
        Config config = settings.apply(choice.load(err));
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
            stay.with(homeport, stop);
            say("homeport: stopping");
        } catch (StartProblem e) {
            throw switch (e.kind()) {
                case WRONG_INPUT -> CommandFailed.wrongInput(String.valueOf(e.getMessage()));
                case REFUSED -> CommandFailed.failed(String.valueOf(e.getMessage()));
            };
        }
    }

    /** A reload takes a while, and the signal's thread is wanted for the next signal. */
    private static void reload(@Nullable Homeport homeport) {
        if (homeport != null) Thread.ofVirtual().name("reload").start(homeport::reload);
    }

    private void sayWhatIsServed() {
        if (choice.find() instanceof ConfigChoice.Found.Demo(var file)) {
            say("homeport: no homeport.toml in this folder, so this is the demo: " + file);
        }
    }

    /** From the start of the Java process: what a person waits for, but for the launcher. */
    private static Duration sinceStart() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    /** What to type for the program, as a shell takes it. */
    static String launcher() {
        return ShellWord.of(System.getProperty("homeport.launcher", "homeport"));
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}
