package dev.homeport.cli;

import dev.homeport.Surroundings;
import dev.homeport.ca.CertificateProblem;
import dev.homeport.ca.LocalAuthority;
import dev.homeport.config.Config;
import dev.homeport.config.Site;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** {@code homeport cert}. */
@Command(
        name = "cert",
        description = "Show certificates.",
        subcommands = CertCommand.Authority.class)
final class CertCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "name what to show: cert ca");
    }

    /** {@code homeport cert ca}. */
    @Command(
            name = "ca",
            description = {
                "Print the path of the local authority's certificate, for clients to trust.",
                "The authority is made here when it is not there yet."
            })
    static final class Authority implements Runnable {
        @Mixin private final ConfigOption option = new ConfigOption();
        @Mixin private final OutputOption output = new OutputOption();

        @Override
        public void run() {
            Config config = option.load();
            Path file = LocalAuthority.certificateFile(config.tls().directory());
            if (!Files.exists(file)) create(config);
            output.print(Map.of("certificate", file.toString()), file.toString());
        }

        private static void create(Config config) {
            Set<String> hosts = new TreeSet<>();
            for (Site site : config.sites()) {
                if (site.identity() instanceof Site.Identity.LocalAuthority) {
                    hosts.addAll(site.hosts());
                }
            }
            if (hosts.isEmpty()) {
                throw CommandFailed.failed(
                        "every site of " + config.file() + " brings its own certificate");
            }
            Surroundings machine = Surroundings.ofThisMachine();
            try {
                LocalAuthority.openOrCreate(
                        config.tls().directory(), hosts, machine.clock(), machine.random());
            } catch (CertificateProblem e) {
                throw CommandFailed.failed(String.valueOf(e.getMessage()));
            }
        }
    }
}
