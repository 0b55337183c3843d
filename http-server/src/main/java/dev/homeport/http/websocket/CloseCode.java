package dev.homeport.http.websocket;

/** Why a WebSocket ends, in numbers (RFC 6455 7.4). */
public final class CloseCode {
    /** All is said. */
    public static final int NORMAL = 1000;

    /** The server stops, or the visitor left the page. */
    public static final int GOING_AWAY = 1001;

    /** The other side does not keep to RFC 6455. */
    public static final int PROTOCOL_ERROR = 1002;

    /** A kind of message that is not understood, for instance binary where text is spoken. */
    public static final int UNSUPPORTED = 1003;

    /** The other side gave no code; never sent. */
    public static final int NO_STATUS = 1005;

    /** The connection ended without a close frame; never sent. */
    public static final int ABNORMAL = 1006;

    /** Content that is not what it says it is, such as text that is not UTF-8. */
    public static final int INVALID_PAYLOAD = 1007;

    /** Too much is asked for, or something else is against the rules of the server. */
    public static final int POLICY = 1008;

    /** A message is longer than is taken. */
    public static final int TOO_BIG = 1009;

    /** The application failed. */
    public static final int INTERNAL_ERROR = 1011;

    private CloseCode() {}

    /**
     * Whether {@code code} may stand in a close frame: RFC 6455 7.4.1, those registered since (1012
     * to 1014), and the ranges of 7.4.2 for libraries and applications.
     */
    public static boolean mayBeSent(int code) {
        boolean specified = code >= 1000 && code <= 1003;
        boolean registered = code >= 1007 && code <= 1014;
        return specified || registered || (code >= 3000 && code <= 4999);
    }
}
