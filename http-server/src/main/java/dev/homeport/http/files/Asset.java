package dev.homeport.http.files;

import dev.homeport.http.semantics.AcceptEncoding;
import dev.homeport.http.semantics.Coding;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file of a site in all the forms it is served in, the smallest first.
 *
 * @param stamp how the file was found, to see whether it changed
 */
record Asset(Stamp stamp, List<Representation> forms) {

    /**
     * What a file, and the compressed files beside it, looked like from outside.
     *
     * @param nanos when it changed, in nanoseconds since 1970
     */
    record Stamp(Path file, long bytes, long nanos, List<Stamp> siblings) {}

    Asset {
        forms = List.copyOf(forms);
    }

    /** The form the client likes best; empty when it takes none. */
    Optional<Representation> pick(AcceptEncoding accepted) {
        Representation best = null;
        for (Representation form : forms) {
            int weight = accepted.weight(form.coding());
            if (weight > (best == null ? 0 : accepted.weight(best.coding()))) best = form;
        }
        return Optional.ofNullable(best);
    }

    Representation plain() {
        for (Representation form : forms) {
            if (form.coding() == Coding.IDENTITY) return form;
        }
        throw new IllegalStateException("a file without its plain form");
    }

    /** The same forms as the content of an error. */
    Asset asError(int status) {
        return new Asset(stamp, forms.stream().map(form -> form.asError(status)).toList());
    }

    /** What it takes in memory. */
    long memoryBytes() {
        long bytes = 0;
        for (Representation form : forms) {
            if (form.body() instanceof dev.homeport.http.Body.Bytes(var content)) {
                bytes += content.length;
            }
        }
        return bytes;
    }
}
