package dev.homeport.http.netty;

import dev.homeport.http.AnsweredException;
import dev.homeport.http.Body;
import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
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
 * here, told to the observer and answered 500.
 */
final class Dispatch {
    private static final Response OVERLOADED =
            Response.text(503, "text/plain; charset=utf-8", "The server is busy, try again.\n")
                    .with("retry-after", "1");
    private static final Response FAILED =
            Response.text(500, "text/plain; charset=utf-8", "The server failed to answer.\n");

    private final Supplier<? extends Handler> root;
    private final Semaphore free;
    private final HttpLimits limits;
    private final HttpObserver observer;

    Dispatch(Supplier<? extends Handler> root, HttpLimits limits, HttpObserver observer) {
        this.root = root;
        this.free = new Semaphore(limits.requestsMax());
        this.limits = limits;
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

    /** As the other, with content that comes while {@code handler} runs, or is not read at all. */
    void dispatch(
            Handler handler,
            Request request,
            Inflow content,
            EventExecutor loop,
            Answering answering) {
        Call call = new Call(request, loop, answering);
        boolean started =
                start(
                        call,
                        () -> {
                            try {
                                serve(handler, call);
                            } finally {
                                content.close();
                            }
                        });
        if (!started) content.close();
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
        Call call = new Call(request, loop, answering);
        switch (execution) {
            case INLINE -> inline(handler, call);
            case BLOCKING -> start(call, () -> serve(handler, call));
        }
    }

    private record Call(Request request, EventExecutor loop, Answering answering) {}

    private void inline(Handler handler, Call call) {
        Response response = ask(handler, call.request());
        if (response.body() instanceof Body.Stream content) {
            Outflow flow = flow(call, content);
            boolean started = start(call, () -> write(call, content.writer(), flow));
            if (started) offer(call, response, flow);
        } else {
            call.answering().answer(response);
        }
    }

    private void serve(Handler handler, Call call) {
        Response response = ask(handler, call.request());
        if (response.body() instanceof Body.Stream content) {
            Outflow flow = flow(call, content);
            call.loop().execute(() -> offer(call, response, flow));
            write(call, content.writer(), flow);
        } else {
            call.loop().execute(() -> call.answering().answer(response));
        }
    }

    /** Runs {@code work} on a virtual thread; false when there are too many, which is answered. */
    private boolean start(Call call, Runnable work) {
        if (!free.tryAcquire()) {
            call.answering().answer(OVERLOADED);
            return false;
        }
        Thread.ofVirtual()
                .name("request")
                .start(
                        () -> {
                            try {
                                work.run();
                            } finally {
                                free.release();
                            }
                        });
        return true;
    }

    private Outflow flow(Call call, Body.Stream content) {
        return new Outflow(call.loop(), limits.handlers().windowBytes(), content.length());
    }

    /** Gives the edge an answer whose content it may take, or leave. */
    private static void offer(Call call, Response response, Outflow flow) {
        try {
            call.answering().answer(flow.in(response));
        } finally {
            flow.settle();
        }
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
