package dev.homeport.dns.update;

/** The response codes that only updates have (RFC 2136 2.2). */
final class UpdateCode {
    static final int YXRRSET = 7;
    static final int NXRRSET = 8;
    static final int NOTZONE = 10;

    private UpdateCode() {}
}
