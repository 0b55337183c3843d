package dev.homeport.admin;

/** Whether the program can do its work now. */
public sealed interface Readiness {

    /** Every part answers. */
    record Ready() implements Readiness {}

    /** A part does not; {@code why} names it. */
    record NotReady(String why) implements Readiness {}
}
