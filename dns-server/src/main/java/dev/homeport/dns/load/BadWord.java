package dev.homeport.dns.load;

/** Says within this package which word of an entry cannot be understood, and why. */
final class BadWord extends Exception {
    private static final long serialVersionUID = 1L;

    private final int token;

    /**
     * @param token its number in the entry
     * @param why in words that go on behind what would be right
     */
    BadWord(int token, String why) {
        // Bad records may be many, and where in our code they were found is of no interest.
        super(why, null, false, false);
        this.token = token;
    }

    int token() {
        return token;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
