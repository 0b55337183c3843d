package dev.homeport.http;

/** The version of HTTP a message came in. */
public enum Protocol {
    HTTP_1_0("HTTP/1.0"),
    HTTP_1_1("HTTP/1.1"),
    HTTP_2("HTTP/2.0");

    private final String text;

    Protocol(String text) {
        this.text = text;
    }

    /** The version as it stands in an access log, for instance {@code HTTP/1.1}. */
    public String text() {
        return text;
    }
}
