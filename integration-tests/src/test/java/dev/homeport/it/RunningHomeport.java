package dev.homeport.it;

import static org.awaitility.Awaitility.await;

import dev.homeport.admin.RunFile;

import org.xbill.DNS.SimpleResolver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The program started by its launcher in a process of its own; closing it stops it cleanly. */
final class RunningHomeport implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final SiteFolder site;
    private final Process process;
    private final Path output;
    private final RunFile run;

    private RunningHomeport(SiteFolder site, Process process, Path output, RunFile run) {
        this.site = site;
        this.process = process;
        this.output = output;
        this.run = run;
    }

    /** Starts it and waits until it says where it listens. */
    static RunningHomeport start(SiteFolder site) throws IOException {
        return start(site, SiteFolder.REPOSITORY.resolve("bin/homeport"), "never");
    }

    /** Starts it by {@code launcher}, which builds and prepares as {@code build} says. */
    static RunningHomeport start(SiteFolder site, Path launcher, String build) throws IOException {
        Path output = Files.createTempFile(site.folder(), "up", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(launcher.toString(), "up")
                        .directory(site.folder().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("HOMEPORT_BUILD", build);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            return new RunningHomeport(site, process, output, awaitRun(site, process, output));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static RunFile awaitRun(SiteFolder site, Process process, Path output) {
        await("the start of homeport")
                .atMost(START_MAX)
                .pollInterval(Duration.ofMillis(20))
                .failFast(() -> failIfEnded(process, output))
                .until(() -> ownRun(site, process).isPresent());
        return ownRun(site, process).orElseThrow();
    }

    private static void failIfEnded(Process process, Path output) throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("homeport ended: " + Files.readString(output));
        }
    }

    private static Optional<RunFile> ownRun(SiteFolder site, Process process) {
        return RunFile.find(site.data()).filter(run -> run.pid() == process.pid());
    }

    SiteFolder site() {
        return site;
    }

    /** The port of {@code dns}, {@code http}, {@code https} or {@code admin}. */
    int port(String protocol) {
        String address = run.address(protocol).orElseThrow();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    InetSocketAddress address(String protocol) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port(protocol));
    }

    /** A client of its DNS server. */
    SimpleResolver resolver() {
        SimpleResolver resolver = new SimpleResolver(address("dns"));
        resolver.setTimeout(Duration.ofSeconds(10));
        return resolver;
    }

    Path authority() throws IOException, InterruptedException {
        return Path.of(site.homeport().run("cert", "ca").out().strip());
    }

    /** The memory it has had at most, in bytes (proc(5), VmHWM). */
    long residentBytesMax() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            String line = lines.filter(l -> l.startsWith("VmHWM:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** SIGKILL: nothing is finished, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGHUP. */
    void hangUp() throws IOException, InterruptedException {
        Tool.named("kill").run("-HUP", Long.toString(process.pid()));
    }

    /** SIGTERM; returns the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("homeport does not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
