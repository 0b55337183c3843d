package dev.homeport.http;

import java.io.IOException;
import java.net.InetSocketAddress;

/** An address cannot be listened on, as a rule because another program does. */
public final class ListenException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient InetSocketAddress address;

    /** {@code address} cannot be bound for {@code cause}. */
    public ListenException(InetSocketAddress address, Throwable cause) {
        super(message(address, cause), cause);
        this.address = address;
    }

    private static String message(InetSocketAddress address, Throwable cause) {
        return "cannot listen on "
                + address.getHostString()
                + ":"
                + address.getPort()
                + ": "
                + cause.getMessage()
                + "; stop the program that listens there or configure another port";
    }

    /** The address. */
    public InetSocketAddress address() {
        return address;
    }
}
