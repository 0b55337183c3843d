package dev.homeport.http.websocket;

/** Whether messages are compressed for clients that can (RFC 7692). */
public enum Compression {
    /** Never. */
    OFF,
    /** Each message by itself: nothing is held for it between messages, however many sockets. */
    EACH_MESSAGE,
    /**
     * With reference to earlier messages: fewer bytes where messages are alike, for some 300 KiB of
     * memory on each socket.
     */
    ACROSS_MESSAGES
}
