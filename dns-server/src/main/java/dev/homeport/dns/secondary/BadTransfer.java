package dev.homeport.dns.secondary;

/**
 * Why what a primary sent cannot be used. It never leaves the package: outcomes carry its words.
 */
final class BadTransfer extends Exception {
    private static final long serialVersionUID = 1;

    BadTransfer(String why) {
        // A peer may cause these at will, and where it was noticed says nothing: no stack trace.
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
