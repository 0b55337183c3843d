package dev.homeport.cli;

import dev.homeport.admin.ReloadOutcome;
import dev.homeport.config.Config;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** {@code homeport reload}. */
@Command(
        name = "reload",
        description = {
            "Make the running Homeport read zones, sites, certificates and configuration again.",
            "All of it takes effect, or nothing does and the problems are shown."
        })
final class ReloadCommand implements Callable<Integer> {
    @Mixin private final ConfigOption option = new ConfigOption();
    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Config config = option.load();
        ReloadOutcome outcome = AdminClient.of(config).reload(config.data().directory());
        output.print(outcome, text(outcome));
        return outcome.applied() ? 0 : CommandFailed.WRONG_INPUT;
    }

    private static String text(ReloadOutcome outcome) {
        String head = outcome.applied() ? "reloaded" : "refused: the state before it keeps serving";
        return outcome.problems().isEmpty()
                ? head
                : head + "\n" + String.join("\n", outcome.problems());
    }
}
