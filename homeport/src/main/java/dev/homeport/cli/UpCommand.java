package dev.homeport.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

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
        if (spec == null) throw new IllegalStateException("used outside of a command");
        CommandLine line = spec.commandLine();
        return new Serve(option.choice(), line.getOut(), line.getErr()).run();
    }
}
