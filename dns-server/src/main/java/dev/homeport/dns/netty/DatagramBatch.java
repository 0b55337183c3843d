package dev.homeport.dns.netty;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.homeport.dns.peer.ClientAddress;

import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/**
 * Native memory for a number of datagrams that are received together and whose replies are sent
 * together, each from the place of its query. Not thread-safe; its memory goes with the object.
 *
 * <pre>
 *   receive --> n queries --> reply or skip each --> send (again, until all are gone) --> receive
 * </pre>
 */
final class DatagramBatch {
    // struct mmsghdr of 64-bit Linux: msghdr { name, namelen, iov, iovlen, control, controllen,
    // flags }, then the length received.
    private static final int MESSAGE_BYTES = 64;
    private static final int NAME_AT = 0;
    private static final int NAME_LENGTH_AT = 8;
    private static final int VECTOR_AT = 16;
    private static final int VECTORS_AT = 24;
    private static final int CONTROL_AT = 32;
    private static final int CONTROL_LENGTH_AT = 40;
    private static final int RECEIVED_AT = 56;

    // struct iovec { base, length }.
    private static final int VECTOR_BYTES = 16;
    private static final int VECTOR_LENGTH_AT = 8;

    /** struct sockaddr_in6, the longer of the two; a multiple of 4, as its numbers want. */
    private static final int NAME_BYTES = 28;

    private static final int AF_INET = 2;

    /** Ports and addresses stand in network order. */
    private static final ValueLayout.OfShort PORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private static final ValueLayout.OfInt ADDRESS4 = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong ADDRESS6 =
            JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    // struct sockaddr_in { family, port, addr }; sockaddr_in6 { family, port, flowinfo, addr, scope
    // }.
    private static final int PORT_AT = 2;
    private static final int ADDRESS4_AT = 4;
    private static final int ADDRESS6_AT = 8;
    private static final int SCOPE_AT = 24;

    private final BatchCalls calls = new BatchCalls();
    private final int slots;
    private final int slotBytes;
    private final Addressed addressed;
    private final MemorySegment messages;
    private final MemorySegment vectors;
    private final MemorySegment names;
    private final MemorySegment controls;
    private final MemorySegment bytes;
    private int received;
    private int next;
    private int lost;

    /** Whether the address a datagram came to is of interest: it is when a socket has several. */
    enum Addressed {
        /** The socket is bound to one address. */
        TO_ONE,
        /** Replies have to leave from the address that the query came to. */
        TO_ANY
    }

    /**
     * @param slots datagrams at a time
     * @param bytesMax of one datagram, in both directions
     */
    DatagramBatch(int slots, int bytesMax, Addressed addressed) {
        this.slots = slots;
        this.addressed = addressed;
        // An odd number of cache lines: the slots' beginnings then spread over the whole cache.
        this.slotBytes = ((bytesMax + 63) / 64 | 1) * 64;
        Arena arena = Arena.ofAuto();
        messages = arena.allocate((long) MESSAGE_BYTES * slots, 64);
        vectors = arena.allocate((long) VECTOR_BYTES * slots, 64);
        names = arena.allocate((long) NAME_BYTES * slots, 64);
        controls = arena.allocate((long) PacketInfo.BYTES * slots, 64);
        bytes = arena.allocate((long) slotBytes * slots, 64);
        for (int slot = 0; slot < slots; slot++) layOut(slot);
    }

    private void layOut(int slot) {
        long message = (long) slot * MESSAGE_BYTES;
        long vector = (long) slot * VECTOR_BYTES;
        vectors.set(JAVA_LONG, vector, bytes.address() + (long) slot * slotBytes);
        messages.set(JAVA_LONG, message + NAME_AT, names.address() + (long) slot * NAME_BYTES);
        messages.set(JAVA_LONG, message + VECTOR_AT, vectors.address() + vector);
        messages.set(JAVA_LONG, message + VECTORS_AT, 1);
        if (addressed == Addressed.TO_ANY) {
            long control = controls.address() + (long) slot * PacketInfo.BYTES;
            messages.set(JAVA_LONG, message + CONTROL_AT, control);
        }
        makeReady(slot);
    }

    /** Undoes what the last query and its reply did to a slot. */
    private void makeReady(int slot) {
        long message = (long) slot * MESSAGE_BYTES;
        messages.set(JAVA_INT, message + NAME_LENGTH_AT, NAME_BYTES);
        vectors.set(JAVA_LONG, (long) slot * VECTOR_BYTES + VECTOR_LENGTH_AT, slotBytes);
        if (addressed == Addressed.TO_ANY) {
            messages.set(JAVA_LONG, message + CONTROL_LENGTH_AT, PacketInfo.BYTES);
        }
    }

    /** How many datagrams it can hold. */
    int slots() {
        return slots;
    }

    /**
     * Receives what is there. All replies to what came before must be gone.
     *
     * @return how many datagrams came, 0 when there are none or the socket has an error to tell
     */
    int receive(int socket) {
        for (int slot = 0; slot < received; slot++) makeReady(slot);
        next = 0;
        received = Math.max(0, calls.receive(socket, messages.address(), slots));
        return received;
    }

    /** Copies a query out, as much of it as there is room for, and says how much that is. */
    int copyQuery(int slot, byte[] target) {
        int length = messages.get(JAVA_INT, (long) slot * MESSAGE_BYTES + RECEIVED_AT);
        int taken = Math.min(length, target.length);
        MemorySegment.copy(bytes, JAVA_BYTE, (long) slot * slotBytes, target, 0, taken);
        return taken;
    }

    /** Puts a reply where its query was. */
    void reply(int slot, byte[] reply, int length) {
        if (length > slotBytes) throw new IllegalArgumentException("no room for " + length);
        MemorySegment.copy(reply, 0, bytes, JAVA_BYTE, (long) slot * slotBytes, length);
        setLength(slot, length);
        if (addressed == Addressed.TO_ANY) {
            PacketInfo.turnAround(controls, (long) slot * PacketInfo.BYTES);
        }
    }

    /** Leaves a query without a reply. */
    void skip(int slot) {
        setLength(slot, 0);
    }

    private void setLength(int slot, long length) {
        vectors.set(JAVA_LONG, (long) slot * VECTOR_BYTES + VECTOR_LENGTH_AT, length);
    }

    private boolean hasReply(int slot) {
        return vectors.get(JAVA_LONG, (long) slot * VECTOR_BYTES + VECTOR_LENGTH_AT) != 0;
    }

    /**
     * Sends replies from where the last call stopped.
     *
     * @return false when the socket takes no more for now; call again when it does
     */
    boolean send(int socket) {
        while (next < received) {
            if (!hasReply(next)) {
                next++;
                continue;
            }
            long first = messages.address() + (long) next * MESSAGE_BYTES;
            int sent = calls.send(socket, first, runLength());
            if (sent > 0) {
                next += sent;
            } else if (calls.errno() == BatchCalls.EAGAIN) {
                return false;
            } else if (calls.errno() != BatchCalls.EINTR) {
                // No way to this asker; the others still get theirs.
                next++;
                lost++;
            }
        }
        return true;
    }

    private int runLength() {
        int end = next + 1;
        while (end < received && hasReply(end)) end++;
        return end - next;
    }

    /** Replies that could not be sent since the last time this was asked. */
    int takeLost() {
        int count = lost;
        lost = 0;
        return count;
    }

    /** The way back to a sender, for replies that are made later. */
    static final class ReturnPath {
        /** The sender's socket address as the system has it. */
        private final byte[] name;

        /** Which of our addresses was asked. */
        private final byte[] control;

        private final Addressed addressed;

        private ReturnPath(byte[] name, byte[] control, Addressed addressed) {
            this.name = name;
            this.control = control;
            this.addressed = addressed;
        }
    }

    /** Where replies to a query have to go. Builds new objects. */
    ReturnPath returnPath(int slot) {
        long message = (long) slot * MESSAGE_BYTES;
        byte[] name = new byte[messages.get(JAVA_INT, message + NAME_LENGTH_AT)];
        MemorySegment.copy(names, JAVA_BYTE, (long) slot * NAME_BYTES, name, 0, name.length);
        byte[] control = new byte[(int) messages.get(JAVA_LONG, message + CONTROL_LENGTH_AT)];
        long controlAt = (long) slot * PacketInfo.BYTES;
        MemorySegment.copy(controls, JAVA_BYTE, controlAt, control, 0, control.length);
        return new ReturnPath(name, control, addressed);
    }

    /** A batch of one message, ready to be sent. */
    static DatagramBatch of(ReturnPath path, byte[] message) {
        DatagramBatch batch = new DatagramBatch(1, message.length, path.addressed);
        MemorySegment.copy(path.name, 0, batch.names, JAVA_BYTE, 0, path.name.length);
        MemorySegment.copy(path.control, 0, batch.controls, JAVA_BYTE, 0, path.control.length);
        batch.messages.set(JAVA_INT, NAME_LENGTH_AT, path.name.length);
        batch.messages.set(JAVA_LONG, CONTROL_LENGTH_AT, path.control.length);
        batch.reply(0, message, message.length);
        batch.received = 1;
        return batch;
    }

    /** Tells who sent a query, as numbers. */
    void tellSender(int slot, ClientAddress client) {
        long at = (long) slot * NAME_BYTES;
        if (names.get(JAVA_SHORT, at) == AF_INET) {
            client.setV4(names.get(ADDRESS4, at + ADDRESS4_AT));
        } else {
            long address = at + ADDRESS6_AT;
            client.setV6(names.get(ADDRESS6, address), names.get(ADDRESS6, address + 8));
        }
    }

    /** Who sent a query. Builds new objects. */
    InetSocketAddress sender(int slot) {
        long at = (long) slot * NAME_BYTES;
        int port = Short.toUnsignedInt(names.get(PORT, at + PORT_AT));
        boolean four = names.get(JAVA_SHORT, at) == AF_INET;
        byte[] address = new byte[four ? 4 : 16];
        MemorySegment.copy(
                names,
                JAVA_BYTE,
                at + (four ? ADDRESS4_AT : ADDRESS6_AT),
                address,
                0,
                address.length);
        try {
            if (four) return new InetSocketAddress(InetAddress.getByAddress(address), port);
            int scope = names.get(JAVA_INT, at + SCOPE_AT);
            InetAddress sender =
                    scope == 0
                            ? InetAddress.getByAddress(address)
                            : Inet6Address.getByAddress(null, address, scope);
            return new InetSocketAddress(sender, port);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e); // The length is right.
        }
    }
}
