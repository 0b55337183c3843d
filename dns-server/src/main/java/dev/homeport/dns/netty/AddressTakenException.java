package dev.homeport.dns.netty;

import java.io.IOException;
import java.net.InetSocketAddress;

/** An address could not be bound, mostly because another program listens there. */
public final class AddressTakenException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The address that was wanted. */
    private final InetSocketAddress address;

    AddressTakenException(InetSocketAddress address, String protocol, Throwable cause) {
        super(
                "cannot listen for DNS on "
                        + address.getAddress().getHostAddress()
                        + " port "
                        + address.getPort()
                        + "/"
                        + protocol
                        + " ("
                        + cause.getMessage()
                        + "); stop who listens there, or choose another address or port",
                cause);
        this.address = address;
    }

    /** The address that was wanted. */
    public InetSocketAddress address() {
        return address;
    }
}
