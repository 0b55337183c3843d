package dev.homeport.http.netty;

import dev.homeport.http.AnsweredException;
import dev.homeport.http.Body;
import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.HandlerLimits;
import dev.homeport.http.Headers;
import dev.homeport.http.HttpLimits;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.Intake;
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
 * loop as a task, so that connection state is only ever touched there. Content that is streamed is
 * written on the same thread after that, through an {@link Outflow}. A semaphore bounds how many
 * run, to the end of their content; it is never waited for. Whatever a handler throws is caught
 * here, told to the observer and answered 500, unless it is the client's fault.
 */
final class Dispatch {
    private static final Response OVERLOADED =
            Response.text(503, "text/plain; charset=utf-8", "The server is busy, try again.\n")
                    .with("retry-after", "1");
    private static final Response FAILED =
            Response.text(500, "text/plain; charset=utf-8", "The server failed to answer.\n");

    private final Supplier<? extends Handler> root;
    private final Semaphore free;
    private final HandlerLimits limits;
    private final HttpObserver observer;

    Dispatch(Supplier<? extends Handler> root, HttpLimits limits, HttpObserver observer) {
        this.root = root;
        this.free = new Semaphore(limits.requestsMax());
        this.limits = limits.handlers();
        this.observer = observer;
    }

    /** Takes an answer, on the event loop of its connection. */
    @FunctionalInterface
    interface Answering {
        void answer(Response response);

        /** Takes what is told before the answer (RFC 8297). */
        default void inform(Headers hints) {}
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

    /** Who will answer a request, and how it wants the content. */
    record Chosen(Handler handler, Intake intake) {
        /** That is to be seen when the request is whole. */
        static final Chosen LATER = new Chosen(Handler.inline(_ -> FAILED), Intake.WHOLE);
    }

    /** Picks who answers the request with {@code head}. */
    Chosen choose(Request head) {
        try {
            Handler handler = root.get();
            return new Chosen(handler, handler.intake(head));
        } catch (RuntimeException e) {
            observer.failed(head, e);
            return Chosen.LATER;
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
            case INLINE -> inline(handler, request, loop, answering);
            case BLOCKING -> block(handler, new Call(request, loop, answering, null));
        }
    }

    /** As the other, with content that comes while {@code handler} runs, or is not read at all. */
    void dispatch(
            Handler handler,
            Request request,
            Inflow content,
            EventExecutor loop,
            Answering answering) {
        block(handler, new Call(request, loop, answering, content));
    }

    private void inline(Handler handler, Request request, EventExecutor loop, Answering answering) {
        Response response = ask(handler, request);
        if (!(response.body() instanceof Body.Stream content)) {
            answering.answer(response);
            return;
        }
        Call call = new Call(request, loop, answering, null);
        Outflow flow = flow(call, content);
        boolean started = start(call, () -> write(call, content.writer(), flow));
        if (started) call.offer(response, flow);
    }

    private void block(Handler handler, Call call) {
        boolean started =
                start(
                        call,
                        () -> {
                            try {
                                serve(handler, call);
                            } finally {
                                call.closeContent();
                            }
                        });
        if (started) call.limit(limits.timeout(), observer);
        else call.closeContent();
    }

    private void serve(Handler handler, Call call) {
        Response response = ask(handler, call);
        if (response.body() instanceof Body.Stream content) {
            Outflow flow = flow(call, content);
            call.execute(() -> call.offer(response, flow));
            write(call, content.writer(), flow);
        } else {
            call.execute(() -> call.answer(response));
        }
    }

    /** Runs {@code work} on a virtual thread; false when there are too many, which is answered. */
    private boolean start(Call call, Runnable work) {
        if (!free.tryAcquire()) {
            call.answer(OVERLOADED);
            return false;
        }
        Runnable bounded =
                () -> {
                    try {
                        work.run();
                    } finally {
                        free.release();
                    }
                };
        call.start(Thread.ofVirtual().name("request").unstarted(bounded));
        return true;
    }

    private Outflow flow(Call call, Body.Stream content) {
        return new Outflow(call.loop(), limits.windowBytes(), content.length());
    }

    // As in ask; the response has begun, so there is nothing else to answer.
    @SuppressWarnings("CatchingUnchecked")
    private void write(Call call, Body.Writer writer, Outflow flow) {
        try {
            flow.run(writer);
        } catch (Exception | StackOverflowError | AssertionError e) {
            if (Blame.of(e) instanceof Blame.Ours) observer.failed(call.request(), e);
        }
    }

    // As the other.
    @SuppressWarnings("CatchingUnchecked")
    private Response ask(Handler handler, Call call) {
        try {
            return handler.handle(call.hinting());
        } catch (Exception | StackOverflowError | AssertionError e) {
            // What comes of the interruption was reported with it.
            return call.isExpired() ? FAILED : failed(call.request(), e);
        }
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
        return switch (Blame.of(failure)) {
            case Blame.Gone() -> FAILED; // Nobody reads it.
            case Blame.Clients(var status, var reason) -> Assembler.refusal(status, reason);
            case Blame.Ours() -> reported(request, failure);
        };
    }

    private Response reported(Request request, Throwable failure) {
        if (failure instanceof AnsweredException answered && answered.getCause() != null) {
            observer.failed(request, answered.getCause());
            return answered.response();
        }
        observer.failed(request, failure);
        return FAILED;
    }
}
