package dev.homeport.http.tls;

import java.util.List;

/** Certificates cannot be used; the message names each and why. */
public final class CertificateException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    CertificateException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line for each certificate. */
    public List<String> problems() {
        return problems;
    }
}
