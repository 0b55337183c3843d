package dev.homeport.testkit;

/** What can be wrong with the certificate of a server. */
public enum CertificateFault {
    /** It ended a day ago, by the clock of the test. */
    EXPIRED,
    /** It begins tomorrow, by the clock of the test. */
    NOT_YET_VALID,
    /** It is for another host. */
    WRONG_HOST,
    /** Its authority is one that nobody knows. */
    UNTRUSTED
}
