package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.homeport.http.AnsweredException;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;

import io.netty.util.concurrent.ImmediateEventExecutor;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Something before a handler that fails may know a better answer than the edge does. */
class AnsweredFailureTest {

    @Test
    void theAnswerIsSentAndTheCauseReported() {
        IllegalStateException cause = new IllegalStateException("broken");
        Response page = Response.html(500, "<h1>Sorry</h1>");
        Handler failing =
                Handler.inline(
                        _ -> {
                            throw new AnsweredException(page, cause);
                        });
        TestServer.Recorder recorder = new TestServer.Recorder();
        List<Response> answers = new ArrayList<>();
        Request request = Requests.get("/");
        new Dispatch(() -> failing, TestServer.LIMITS, recorder)
                .dispatch(request, ImmediateEventExecutor.INSTANCE, answers::add);
        assertEquals(List.of(page), answers);
        assertSame(cause, recorder.failures.getFirst());
    }
}
