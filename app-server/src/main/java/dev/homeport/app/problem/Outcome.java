package dev.homeport.app.problem;

import dev.homeport.app.check.Checked;

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

    /** What is done with a result. */
    @FunctionalInterface
    interface Step<T, U, E extends Exception> {
        U take(T value) throws E;
    }

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
    default <U, E extends Exception> Outcome<U> then(Step<T, Outcome<U>, E> next) throws E {
        return switch (this) {
            case Good<T>(T value) -> next.take(value);
            case Refused<T>(Problem problem) -> new Refused<>(problem);
        };
    }

    /** The result turned into another, when this went well. */
    default <U, E extends Exception> Outcome<U> map(Step<T, U, E> change) throws E {
        return switch (this) {
            case Good<T>(T value) -> new Good<>(change.take(value));
            case Refused<T>(Problem problem) -> new Refused<>(problem);
        };
    }
}
