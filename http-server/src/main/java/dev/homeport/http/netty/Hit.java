package dev.homeport.http.netty;

import dev.homeport.http.Handler;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;

import io.netty.buffer.ByteBuf;

import java.util.function.Supplier;

/**
 * An answer that one loop gives again as long as the handler's promise stands, with what logs are
 * told of the request.
 */
final class Hit {
    /** Answers of handlers that keep nothing are held only up to here. */
    private static final int OWN_BYTES_MAX = 16 * 1024;

    private final Promise promise;
    private final Asked asked;
    private final Response response;
    private final boolean owned;
    private Ready ready;

    /** A handler's {@code standing}, made while {@code current} gave {@code root}. */
    record Promise(Supplier<? extends Handler> current, Handler root, Standing standing) {
        // Identity: a reload puts another object in charge.
        @SuppressWarnings("ReferenceEquality")
        boolean holds() {
            return current.get() == root && standing.stands();
        }
    }

    Hit(Promise promise, Asked asked, Response response, Loop loop) {
        this.promise = promise;
        this.asked = asked.forgettingFields();
        this.response = response;
        this.owned = response.headers().place() == null;
        this.ready = owned ? Ready.own(response, loop) : Ready.kept(response, loop);
    }

    /** Whether the answer can be held in memory, and is one of those that may stand. */
    static boolean isPossible(Response response) {
        if (!Ready.isInMemory(response)) return false;
        boolean passing = response.status() >= 500 || response.status() == 429;
        if (passing || response.headers().contains("set-cookie")) return false;
        return response.headers().place() != null || response.body().length() <= OWN_BYTES_MAX;
    }

    /** Whether the answer may still be given. */
    boolean stands() {
        return promise.holds();
    }

    /** How much memory goes with it that is not shared with others. */
    int ownBytes() {
        return owned ? ready.wholeBytes() : 0;
    }

    Asked asked() {
        return asked;
    }

    int status() {
        return response.status();
    }

    /** How many bytes of content are sent. */
    long contentBytes() {
        return asked.isHead() ? 0 : response.body().length();
    }

    /** How many bytes are sent in all; their date is then that of {@code second}, which is now. */
    int renew(Loop loop, long second) {
        if (!ready.isOf(second)) {
            // What is lent to a write that is under way keeps its date, and another is made.
            if (owned) ready.renew(loop);
            else ready = Ready.kept(response, loop);
        }
        return asked.isHead() ? ready.headBytes() : ready.wholeBytes();
    }

    /** Appends {@code bytes}, as {@link #renew} gave them, to {@code out}. */
    void copy(ByteBuf out, int bytes) {
        ready.copy(out, bytes);
    }

    /** The answer without a copy, for one write. */
    ByteBuf lend() {
        return asked.isHead() ? ready.head() : ready.whole();
    }
}
