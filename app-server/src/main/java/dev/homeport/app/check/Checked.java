package dev.homeport.app.check;

import java.util.List;
import java.util.Map;

/**
 * What came of checking what somebody entered.
 *
 * @param <T> what it becomes when all is well
 */
public sealed interface Checked<T> {

    /** All is well. */
    record Valid<T>(T value) implements Checked<T> {}

    /** Something is wrong: every fault, by field, in the order of the fields. */
    record Faulty<T>(Map<String, List<String>> faults) implements Checked<T> {}
}
