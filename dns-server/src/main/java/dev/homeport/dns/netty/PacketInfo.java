package dev.homeport.dns.netty;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.netty.channel.unix.Socket;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * What Linux tells beside a datagram: the address it came to and the interface (ip(7), RFC 3542 6).
 * Given back with a reply it makes the reply leave from that address.
 */
final class PacketInfo {
    /** Room for the longer form: a header of 16 bytes, in6_pktinfo, and padding. */
    static final int BYTES = 40;

    private static final int IPPROTO_IP = 0;
    private static final int IP_PKTINFO = 8;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_RECVPKTINFO = 49;
    private static final int IPV6_PKTINFO = 50;

    // struct cmsghdr { length, level, type }, then in_pktinfo { ifindex, spec_dst, addr }
    // or in6_pktinfo { addr, ifindex }.
    private static final int LEVEL_AT = 8;
    private static final int TYPE_AT = 12;
    private static final int INTERFACE_AT = 16;
    private static final int ADDRESS6_AT = 16;
    private static final int INTERFACE6_AT = 32;

    private PacketInfo() {}

    /** Asks for it. */
    static void request(Socket socket, InetAddress bound) throws IOException {
        if (bound instanceof Inet6Address) socket.setIntOpt(IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
        else socket.setIntOpt(IPPROTO_IP, IP_PKTINFO, 1);
    }

    /** Makes of what came with a query what goes with its reply. */
    static void turnAround(MemorySegment controls, long at) {
        int level = controls.get(JAVA_INT, at + LEVEL_AT);
        int type = controls.get(JAVA_INT, at + TYPE_AT);
        // Only the address is to be kept: the way back is for the routes to say.
        if (level == IPPROTO_IP && type == IP_PKTINFO) {
            controls.set(JAVA_INT, at + INTERFACE_AT, 0);
        } else if (level == IPPROTO_IPV6 && type == IPV6_PKTINFO && !isLinkLocal(controls, at)) {
            controls.set(JAVA_INT, at + INTERFACE6_AT, 0);
        }
    }

    /** RFC 4291 2.5.6: fe80::/10 means something only together with its interface. */
    private static boolean isLinkLocal(MemorySegment controls, long at) {
        return controls.get(JAVA_BYTE, at + ADDRESS6_AT) == (byte) 0xfe
                && (controls.get(JAVA_BYTE, at + ADDRESS6_AT + 1) & 0xc0) == 0x80;
    }
}
