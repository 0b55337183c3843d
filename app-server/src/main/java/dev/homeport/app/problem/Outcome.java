package dev.homeport.app.problem;

import dev.homeport.app.check.Checked;

import java.util.function.Function;

/**
 * A result, or the problem there is instead of one.
 *
 * @param <T> the type of results
 */
public sealed interface Outcome<T> {

    /** It went well. */
    record Good<T>(T value) implements Outcome<T> {}

    /** It did not. */
    record Refused<T>(Problem problem) implements Outcome<T> {}

    /** The outcome that is {@code value}. */
    static <T> Outcome<T> of(T value) {
        return new Good<>(value);
    }

    /** The outcome that is a problem of {@code status}. */
    static <T> Outcome<T> refused(int status, String detail) {
        return new Refused<>(Problem.of(status, detail));
    }

    /** What was checked, its faults being a problem of status 422. */
    static <T> Outcome<T> of(Checked<T> checked) {
        return switch (checked) {
            case Checked.Valid<T>(T value) -> new Good<>(value);
            case Checked.Faulty<T>(var faults) -> new Refused<>(Problem.invalid(faults));
        };
    }

    /** The next step's outcome, when this went well. */
    default <U> Outcome<U> then(Function<T, Outcome<U>> next) {
        return switch (this) {
            case Good<T>(T value) -> next.apply(value);
            case Refused<T>(Problem problem) -> new Refused<>(problem);
        };
    }

    /** The result turned into another, when this went well. */
    default <U> Outcome<U> map(Function<T, U> change) {
        return then(value -> new Good<>(change.apply(value)));
    }
}
