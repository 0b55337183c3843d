package dev.homeport.benchmarks.server;

import dev.homeport.benchmarks.process.Child;
import dev.homeport.benchmarks.process.Core;
import dev.homeport.benchmarks.process.ProcessTree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A contestant that was started; closing it ends its processes. */
public final class Running implements AutoCloseable {
    private final Contestant contestant;
    private final Ports ports;
    private final Child child;

    private Running(Contestant contestant, Ports ports, Child child) {
        this.contestant = contestant;
        this.ports = ports;
        this.child = child;
    }

    /**
     * Configures and starts it; it need not answer yet.
     *
     * @param folder where a folder of its own is made
     * @throws IOException if it cannot be configured or started
     */
    public static Running start(Contestant contestant, Content content, Path folder, Core core)
            throws IOException {
        Path own = Files.createTempDirectory(folder, contestant.name() + "-");
        return prepare(contestant, content, own).start(core);
    }

    /**
     * Configures it, so that starting it can be timed alone.
     *
     * @param own its folder, which may hold what it wrote when it ran before
     */
    public static Prepared prepare(Contestant contestant, Content content, Path own)
            throws IOException {
        Ports ports = Ports.free();
        return new Prepared(contestant, ports, own, contestant.prepare(content, own, ports));
    }

    /**
     * A contestant with its configuration written.
     *
     * @param folder its own
     * @param command starts it
     */
    public record Prepared(Contestant contestant, Ports ports, Path folder, List<String> command) {
        /** Starts it on some cores. */
        public Running start(Core core) throws IOException {
            Path log = folder.resolve("output.log");
            Child child = Child.start(command, core, log, contestant.environment());
            return new Running(contestant, ports, child);
        }
    }

    /** Who it is. */
    public Contestant contestant() {
        return contestant;
    }

    /** Its name. */
    public String name() {
        return contestant.name();
    }

    /** Where it listens. */
    public Ports ports() {
        return ports;
    }

    /** Its processes. */
    public ProcessTree tree() {
        return child.tree();
    }

    /** Fails with its last words if it has ended. */
    public void requireAlive() throws IOException {
        if (child.alive()) return;
        throw new IOException(name() + " has ended; it said:\n" + child.lastWords());
    }

    @Override
    public void close() {
        child.close();
    }
}
