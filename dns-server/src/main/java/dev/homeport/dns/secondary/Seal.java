package dev.homeport.dns.secondary;

/**
 * Signs a question of ours and checks that the answer comes from who knows the secret. One for each
 * exchange, not thread-safe.
 */
interface Seal {
    /** Signs nothing and believes everything. */
    Seal NONE =
            new Seal() {
                @Override
                public byte[] sign(byte[] question) {
                    return question;
                }

                @Override
                public byte[] check(byte[] message) {
                    return message;
                }

                @Override
                public void end() {}
            };

    /** The question with its signature. */
    byte[] sign(byte[] question);

    /**
     * The next message of the answer without its signature. It may be believed only after {@link
     * #end}.
     */
    byte[] check(byte[] message) throws BadTransfer;

    /** Makes sure that what was checked so far is signed to its last byte. */
    void end() throws BadTransfer;
}
