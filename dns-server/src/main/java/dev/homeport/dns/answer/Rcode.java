package dev.homeport.dns.answer;

/** Response codes (RFC 1035 4.1.1, RFC 2136 2.2, RFC 6891 9, RFC 7873 8). */
public final class Rcode {
    public static final int NOERROR = 0;
    public static final int FORMERR = 1;
    public static final int SERVFAIL = 2;
    public static final int NXDOMAIN = 3;
    public static final int NOTIMP = 4;
    public static final int REFUSED = 5;
    public static final int YXDOMAIN = 6;
    public static final int NOTAUTH = 9;
    public static final int BADVERS = 16;
    public static final int BADCOOKIE = 23;

    private Rcode() {}
}
