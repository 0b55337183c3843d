package dev.homeport.cli;

import dev.homeport.config.Config;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Objects;

/** {@code homeport zone}. */
@Command(
        name = "zone",
        description = "Look after single zones.",
        subcommands = {ZoneCommand.Refresh.class})
final class ZoneCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "name what to do: zone refresh");
    }

    /** {@code homeport zone refresh}. */
    @Command(
            name = "refresh",
            description = {
                "Make the running Homeport ask the primaries of a secondary zone now.",
                "homeport status shows what came of it."
            })
    static final class Refresh implements Runnable {
        @Mixin private final ConfigOption option = new ConfigOption();
        @Mixin private final OutputOption output = new OutputOption();

        @Parameters(paramLabel = "NAME", description = "The zone, such as foobar.com.")
        private String name = "";

        @Override
        public void run() {
            Config config = option.load();
            AdminClient client = AdminClient.of(config);
            if (!client.refresh(config.data().directory(), name)) {
                throw CommandFailed.failed(
                        name + " is no zone with primaries: homeport status shows those there are");
            }
            output.print(new Asked(name), "the primaries of " + name + " are asked");
        }
    }

    /** What was done, for programs. */
    record Asked(String zone) {}
}
