package dev.homeport.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

import dev.homeport.config.LogSettings;

import org.slf4j.LoggerFactory;

/**
 * The program's own log: lines on standard error, where service managers and people look for them.
 *
 * <p>Set up in code, since a start should not wait for logback's XML to be read. Logback finds and
 * calls it.
 */
public final class ProgramLog extends ContextAwareBase implements Configurator {
    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{20} %msg%n";

    /** For logback. */
    public ProgramLog() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        context.getLogger("dev.homeport").setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Tells as much as {@code level} asks for; libraries keep to warnings unless it is DEBUG. */
    static void setLevel(LogSettings.Level level) {
        Level wanted = Level.toLevel(level.name());
        logger("dev.homeport").setLevel(wanted);
        boolean loud = level == LogSettings.Level.DEBUG;
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(loud ? Level.INFO : Level.WARN);
    }

    /** Sets the log up; otherwise the first line does. */
    static void prepare() {
        // Looking for what there might be opens all jars; this also keeps it from saying so.
        System.setProperty("slf4j.provider", LogbackServiceProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN");
        var _ = LoggerFactory.getILoggerFactory();
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
