package dev.homeport.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** One carrier of virtual threads is always left to the others. */
class CarriersTest {
    @Test
    void virtualThreadsInsideTheEngineAreFewerThanCarriers() throws Exception {
        var carriers = new Carriers(3);
        var inside = new AtomicInteger();
        var leave = new CountDownLatch(1);
        var threads = new Thread[5];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.startVirtualThread(() -> visit(carriers, inside, leave));
        }
        Awaitility.await()
                .until(
                        () -> {
                            int parked = 0;
                            for (Thread thread : threads) {
                                if (thread.getState() == Thread.State.WAITING) parked++;
                            }
                            return parked == threads.length;
                        });
        assertEquals(2, inside.get());
        // The writer and other platform threads are not kept waiting.
        carriers.enter();
        carriers.exit();
        leave.countDown();
        for (Thread thread : threads) thread.join();
        assertEquals(5, inside.get());
    }

    private static void visit(Carriers carriers, AtomicInteger inside, CountDownLatch leave) {
        carriers.enter();
        try {
            inside.incrementAndGet();
            leave.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            carriers.exit();
        }
    }
}
