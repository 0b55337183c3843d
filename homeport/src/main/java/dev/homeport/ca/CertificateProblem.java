package dev.homeport.ca;

/** Certificates or keys on disk cannot be used; says which, why, and what to do about it. */
public final class CertificateProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    CertificateProblem(String message, String remedy) {
        super(message + "; " + remedy);
        this.remedy = remedy;
    }

    CertificateProblem(String message, String remedy, Throwable cause) {
        super(message + "; " + remedy, cause);
        this.remedy = remedy;
    }

    /** What to do; also the end of the message. */
    public String remedy() {
        return remedy;
    }
}
