package dev.homeport.benchmarks.jmh;

import dev.homeport.http.semantics.PathNormalizer;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** From a path as sent to its one form. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PathForms {
    @Param({"/assets/site.css", "/caf%C3%A9/menu", "/a/./b/../c/"})
    private String path = "/";

    /** One path. */
    @Benchmark
    public PathNormalizer.Path normalize() {
        return PathNormalizer.normalize(path);
    }
}
