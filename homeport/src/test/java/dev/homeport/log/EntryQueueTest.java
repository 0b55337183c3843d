package dev.homeport.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Random;

class EntryQueueTest {
    @Test
    void itHoldsUpToItsBoundInOrder() {
        var queue = new EntryQueue<Integer>(4);
        for (int i = 0; i < 4; i++) assertTrue(queue.offer(i));
        assertFalse(queue.offer(4), "one past the bound");
        assertEquals(0, queue.poll());
        assertTrue(queue.offer(4));
        for (int i = 1; i <= 4; i++) assertEquals(i, queue.poll());
        assertNull(queue.poll());
        assertTrue(queue.isEmpty());
    }

    @Test
    void theBoundIsRoundedUpToAPowerOfTwo() {
        assertEquals(1, new EntryQueue<>(1).capacity());
        assertEquals(8, new EntryQueue<>(5).capacity());
        assertThrows(IllegalArgumentException.class, () -> new EntryQueue<>(0));
    }

    @Test
    void itBehavesLikeAPlainQueue() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var queue = new EntryQueue<Integer>(1 << random.nextInt(5));
            var model = new ArrayDeque<Integer>();
            for (int step = 0; step < 500; step++) {
                if (random.nextBoolean()) {
                    boolean room = model.size() < queue.capacity();
                    assertEquals(room, queue.offer(step), "seed " + seed);
                    if (room) model.add(step);
                } else {
                    assertEquals(model.poll(), queue.poll(), "seed " + seed);
                }
            }
        }
    }
}
