package dev.homeport.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** All metrics in Prometheus's text format, made anew at each call. Thread-safe. */
public final class MetricsText implements Supplier<String> {
    private final PrometheusRegistry registry = new PrometheusRegistry();

    /** Shows what {@code collectors} have. */
    public MetricsText(List<MultiCollector> collectors) {
        collectors.forEach(registry::register);
    }

    @Override
    public String get() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create()
                    .write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused to be written", e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
