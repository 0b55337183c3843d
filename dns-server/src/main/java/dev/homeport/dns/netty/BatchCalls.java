package dev.homeport.dns.netty;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The two system calls of Linux that move many datagrams at a time. They never wait. Not
 * thread-safe, for the error number is kept in the object.
 */
final class BatchCalls {
    /** The call would have had to wait. The same number on every 64-bit Linux that Java knows. */
    static final int EAGAIN = 11;

    /** A signal came in between. */
    static final int EINTR = 4;

    private static final int MSG_DONTWAIT = 0x40;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    // Addresses go as plain numbers: as segments each call would acquire and release their arena.
    private static final MethodHandle RECEIVE =
            call(
                    "recvmmsg",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle SEND =
            call(
                    "sendmmsg",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));

    private final MemorySegment state = Arena.ofAuto().allocate(STATE);

    /**
     * Looks the calls up.
     *
     * @throws LinkageError if this system does not have them or does not let us call them
     */
    static void require() {
        if (ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            throw new UnsatisfiedLinkError("not a 64-bit system");
        }
        // Reaching this line has made the handles above.
    }

    // Calling native code is restricted; the launcher allows it with --enable-native-access.
    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address =
                linker.defaultLookup()
                        .find(name)
                        .orElseThrow(() -> new UnsatisfiedLinkError("no function " + name));
        return linker.downcallHandle(address, descriptor, Linker.Option.captureCallState("errno"));
    }

    /**
     * Receives datagrams.
     *
     * @param messages address of an array of {@code mmsghdr}
     * @return how many came, or -1 with {@link #errno}
     */
    int receive(int socket, long messages, int count) {
        try {
            return (int) RECEIVE.invokeExact(state, socket, messages, count, MSG_DONTWAIT, 0L);
        } catch (Throwable e) { // The type of a method handle asks for it; a system call throws
            // nothing.
            throw new AssertionError(e);
        }
    }

    /**
     * Sends datagrams.
     *
     * @param messages address of an array of {@code mmsghdr}
     * @return how many went out; -1 with {@link #errno} when the first one did not
     */
    int send(int socket, long messages, int count) {
        try {
            return (int) SEND.invokeExact(state, socket, messages, count, MSG_DONTWAIT);
        } catch (Throwable e) { // The type of a method handle asks for it; a system call throws
            // nothing.
            throw new AssertionError(e);
        }
    }

    /** Why the last call failed. */
    int errno() {
        return (int) ERRNO.get(state, 0L);
    }
}
