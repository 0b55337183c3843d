package dev.homeport.http.netty;

import dev.homeport.http.EarlyHints;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.Request;
import dev.homeport.http.Response;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A request that is with a handler on a virtual thread: it is answered once, by the handler or when
 * the handler's time is over. Used by the event loop of the connection, but for what says
 * otherwise.
 */
// An answer that cannot be given any more has nobody to be given to.
@SuppressWarnings("FutureReturnValueIgnored")
final class Call {
    private static final Response TOO_SLOW =
            Response.text(503, "text/plain; charset=utf-8", "The answer took too long.\n")
                    .with("retry-after", "10");

    private final Request request;
    private final EventExecutor loop;
    private final Dispatch.Answering answering;
    private final @Nullable Inflow content;
    private final long startNanos = System.nanoTime();
    private @Nullable Thread thread;
    private @Nullable ScheduledFuture<?> timer;
    private boolean answered;
    private volatile boolean expired;

    Call(
            Request request,
            EventExecutor loop,
            Dispatch.Answering answering,
            @Nullable Inflow content) {
        this.request = request;
        this.loop = loop;
        this.answering = answering;
        this.content = content;
    }

    Request request() {
        return request;
    }

    EventExecutor loop() {
        return loop;
    }

    void start(Thread handling) {
        thread = handling;
        handling.start();
    }

    /** Gives the handler so long, and the time that it waits for the client. */
    void limit(Duration timeout, HttpObserver observer) {
        if (answered) return;
        long waited = content == null ? 0 : content.waitedNanos(System.nanoTime());
        long left = timeout.toNanos() + waited - (System.nanoTime() - startNanos);
        if (left > 0) {
            timer = loop.schedule(() -> limit(timeout, observer), left, TimeUnit.NANOSECONDS);
            return;
        }
        expired = true;
        observer.failed(request, new TimeoutException("no answer within " + timeout));
        answer(TOO_SLOW);
        if (thread != null) thread.interrupt();
    }

    void answer(Response response) {
        if (answered) return;
        answered = true;
        if (timer != null) timer.cancel(false);
        answering.answer(response);
    }

    /** Gives the edge an answer whose content it may take, or leave. */
    void offer(Response response, Outflow flow) {
        try {
            answer(flow.in(response));
        } finally {
            flow.settle();
        }
    }

    // The rest is for the handler's thread.

    /** Whether the handler's time is over and the client has been told. */
    boolean isExpired() {
        return expired;
    }

    /** The request with a way for hints. */
    Request hinting() {
        EarlyHints hints =
                new EarlyHints(
                        fields ->
                                execute(
                                        () -> {
                                            if (!answered) answering.inform(fields);
                                        }));
        return request.with(EarlyHints.ATTRIBUTE, hints);
    }

    /** Has {@code task} run on the event loop, if there still is one. */
    void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // It has ended, and every connection of it.
        }
    }

    void closeContent() {
        if (content != null) content.close();
    }
}
