package dev.homeport.testkit;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What the JVM finds, as clients in it do. */
final class JvmLookup {
    private JvmLookup() {}

    /** The first address of {@code host}, as text. */
    static String address(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host)[0].getHostAddress();
    }
}
