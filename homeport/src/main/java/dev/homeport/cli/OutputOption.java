package dev.homeport.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Whether a reading command prints for people or for programs. */
final class OutputOption {
    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** Prints {@code value} as JSON when that was asked for, otherwise {@code text}. */
    void print(Object value, String text) {
        if (spec == null) throw new IllegalStateException("used outside of a command");
        spec.commandLine().getOut().println(json ? Json.of(value) : text);
        spec.commandLine().getOut().flush();
    }

    /** Loaded when it is asked for: most commands print text, and Jackson takes its time. */
    private static final class Json {
        private static final JsonMapper MAPPER =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

        static String of(Object value) {
            return MAPPER.writeValueAsString(value);
        }
    }
}
