package dev.homeport.http.files;

import dev.homeport.http.semantics.Coding;

import java.util.List;

/**
 * How thoroughly a site is read. Loading the library for Zstandard takes time that a start does not
 * have, so the first pass leaves that coding out, and the second one adds it to what is there.
 */
enum Pass {
    /** At the start. */
    FIRST,
    /** Soon after it. */
    COMPLETING,
    /** From then on, and for what is read once only. */
    LATER;

    /** What files are coded in. */
    List<Coding> codings() {
        return switch (this) {
            case FIRST -> List.of(Coding.BR, Coding.GZIP);
            case COMPLETING, LATER -> List.of(Coding.BR, Coding.ZSTD, Coding.GZIP);
        };
    }

    /** The pass after this one. */
    Pass next() {
        return this == FIRST ? COMPLETING : LATER;
    }
}
