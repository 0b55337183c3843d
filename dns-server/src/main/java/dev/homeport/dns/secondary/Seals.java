package dev.homeport.dns.secondary;

/** Gives a new seal for each exchange with a primary. Thread-safe. */
@FunctionalInterface
interface Seals {
    /** Asks everybody unsigned. */
    Seals NONE = _ -> Seal.NONE;

    Seal of(Primary primary) throws BadTransfer;
}
