package dev.homeport.http.netty;

import dev.homeport.http.AnsweredException;
import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.netty.Hit.Promise;

import io.netty.util.concurrent.EventExecutor;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Brings a request to its handler and the answer back: the one place where event loops and virtual
 * threads meet.
 *
 * <p>An {@link Execution#INLINE} handler runs at once on the caller's event loop. A {@link
 * Execution#BLOCKING} one runs on a virtual thread of its own; its answer is handed to the event
 * loop as a task, so that connection state is only ever touched there. A semaphore bounds how many
 * run; it is never waited for. Whatever a handler throws is caught here, told to the observer and
 * answered 500.
 */
final class Dispatch {
    private static final Response OVERLOADED =
            Response.text(503, "text/plain; charset=utf-8", "The server is busy, try again.\n")
                    .with("retry-after", "1");
    private static final Response FAILED =
            Response.text(500, "text/plain; charset=utf-8", "The server failed to answer.\n");

    private final Supplier<? extends Handler> root;
    private final Semaphore free;
    private final HttpObserver observer;

    Dispatch(Supplier<? extends Handler> root, int requestsMax, HttpObserver observer) {
        this.root = root;
        this.free = new Semaphore(requestsMax);
        this.observer = observer;
    }

    /** Takes an answer, on the event loop of its connection. */
    @FunctionalInterface
    interface Answering {
        void answer(Response response);
    }

    /** The promise about the answer to {@code request}; asked before {@link #dispatch}. */
    Optional<Promise> promise(Request request) {
        try {
            Handler handler = root.get();
            return handler.standing(request).map(standing -> new Promise(root, handler, standing));
        } catch (RuntimeException e) {
            observer.failed(request, e);
            return Optional.empty();
        }
    }

    /** Calls {@code answering} on {@code loop}, now or later, exactly once. */
    void dispatch(Request request, EventExecutor loop, Answering answering) {
        Handler handler;
        Execution execution;
        try {
            handler = root.get();
            execution = handler.execution(request);
        } catch (Exception e) {
            answering.answer(failed(request, e));
            return;
        }
        switch (execution) {
            case INLINE -> answering.answer(ask(handler, request));
            case BLOCKING -> block(handler, request, loop, answering);
        }
    }

    private void block(Handler handler, Request request, EventExecutor loop, Answering answering) {
        if (!free.tryAcquire()) {
            answering.answer(OVERLOADED);
            return;
        }
        Thread.ofVirtual()
                .name("request")
                .start(
                        () -> {
                            Response response;
                            try {
                                response = ask(handler, request);
                            } finally {
                                free.release();
                            }
                            loop.execute(() -> answering.answer(response));
                        });
    }

    // An Error of a handler, for instance a stack overflow, must not leave a client without answer.
    @SuppressWarnings("CatchingUnchecked")
    private Response ask(Handler handler, Request request) {
        try {
            return handler.handle(request);
        } catch (Exception | StackOverflowError | AssertionError e) {
            return failed(request, e);
        }
    }

    private Response failed(Request request, Throwable failure) {
        if (failure instanceof AnsweredException answered && answered.getCause() != null) {
            observer.failed(request, answered.getCause());
            return answered.response();
        }
        observer.failed(request, failure);
        return FAILED;
    }
}
