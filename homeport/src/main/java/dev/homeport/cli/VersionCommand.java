package dev.homeport.cli;

import dev.homeport.Version;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code homeport version}. */
@Command(name = "version", description = "Print the versions of Homeport and of its Java.")
final class VersionCommand implements Runnable {
    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public void run() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("homeport", Version.current());
        versions.put("java", Runtime.version().toString());
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        output.print(
                versions,
                "homeport "
                        + versions.get("homeport")
                        + " (Java "
                        + versions.get("java")
                        + ", "
                        + versions.get("os")
                        + ")");
    }
}
