package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes of the records of a transfer, one after the other, what they say about the zone (RFC 5936
 * 2.2, RFC 1995 4). Not thread-safe.
 *
 * <pre>
 *  START --SOA--&gt; WHOLE --SOA--&gt; COMPLETE                                  (AXFR)
 *  START --SOA--&gt; FIRST --other--&gt; WHOLE                                   (IXFR, answered whole)
 *                 FIRST --end of message, nothing newer--&gt; COMPLETE        (IXFR, nothing new)
 *                 FIRST --SOA held--&gt; REMOVING --SOA--&gt; ADDING --SOA--&gt; REMOVING | COMPLETE
 * </pre>
 */
final class Incoming {
    private static final long NOTHING_HELD = -1;
    private static final int RECORD_BYTES = 16;

    private final DomainName origin;
    private final long held;
    private final TransferLimits limits;

    private State state = State.START;
    private long first;
    private long reached;
    private byte[] firstSoa = {};
    private int records;
    private long bytes;
    private int ignored;

    private Runs runs = new Runs();
    private Runs removed = new Runs();
    private final List<Change> steps = new ArrayList<>();

    private enum State {
        START,
        FIRST,
        WHOLE,
        REMOVING,
        ADDING,
        COMPLETE
    }

    private Incoming(DomainName origin, long held, TransferLimits limits) {
        this.origin = origin;
        this.held = held;
        this.limits = limits;
    }

    /** Reads the answer to AXFR. */
    static Incoming whole(DomainName origin, TransferLimits limits) {
        return new Incoming(origin, NOTHING_HELD, limits);
    }

    /** Reads the answer to IXFR from a serial number on. */
    static Incoming since(DomainName origin, long serial, TransferLimits limits) {
        return new Incoming(origin, serial, limits);
    }

    /** Takes the next record of the answer sections. */
    void record(DomainName owner, int type, int ttl, byte[] rdata) throws BadTransfer {
        count(owner, rdata);
        boolean soa = type == RecordType.SOA && owner.equals(origin);
        switch (state) {
            case START -> {
                if (!soa) throw new BadTransfer("it does not begin with the SOA of " + origin);
                first = Serial.ofSoa(rdata);
                firstSoa = rdata;
                runs.add(owner, type, ttl, rdata);
                state = held == NOTHING_HELD ? State.WHOLE : State.FIRST;
            }
            case FIRST -> second(soa, owner, type, ttl, rdata);
            case WHOLE -> inWhole(soa, owner, type, ttl, rdata);
            case REMOVING -> inRemoving(soa, owner, type, ttl, rdata);
            case ADDING -> inAdding(soa, owner, type, ttl, rdata);
            case COMPLETE -> throw new BadTransfer("records after its end");
        }
    }

    private void count(DomainName owner, byte[] rdata) throws BadTransfer {
        if (++records > limits.recordsMax()) {
            throw new BadTransfer("it has more than " + limits.recordsMax() + " records");
        }
        bytes += owner.length() + rdata.length + RECORD_BYTES;
        if (bytes > limits.zoneBytesMax()) {
            throw new BadTransfer("it has more than " + limits.zoneBytesMax() + " bytes");
        }
    }

    /** RFC 1995 4: the second record tells whether differences follow or the zone as a whole. */
    private void second(boolean soa, DomainName owner, int type, int ttl, byte[] rdata)
            throws BadTransfer {
        if (soa && Serial.ofSoa(rdata) == held && first != held) {
            reached = held;
            beginStep(owner, ttl, rdata);
        } else {
            state = State.WHOLE;
            inWhole(soa, owner, type, ttl, rdata);
        }
    }

    private void beginStep(DomainName owner, int ttl, byte[] soa) {
        removed = new Runs();
        removed.add(owner, RecordType.SOA, ttl, soa);
        state = State.REMOVING;
    }

    private void inWhole(boolean soa, DomainName owner, int type, int ttl, byte[] rdata)
            throws BadTransfer {
        if (soa) {
            // RFC 5936 2.2: the same SOA at both ends, or the zone changed on the way.
            RdataLayout layout = RdataLayout.of(RecordType.SOA);
            if (!java.util.Arrays.equals(layout.folded(rdata), layout.folded(firstSoa))) {
                throw new BadTransfer("it ends with another SOA than it began with");
            }
            state = State.COMPLETE;
        } else if (owner.isAtOrBelow(origin)) {
            runs.add(owner, type, ttl, rdata);
        } else {
            ignored++;
        }
    }

    private void inRemoving(boolean soa, DomainName owner, int type, int ttl, byte[] rdata)
            throws BadTransfer {
        if (!soa) {
            removed.add(inside(owner), type, ttl, rdata);
            return;
        }
        long serial = Serial.ofSoa(rdata);
        if (!Serial.isAfter(serial, reached)) {
            throw new BadTransfer("a step goes from serial " + reached + " to " + serial);
        }
        reached = serial;
        runs = new Runs();
        runs.add(owner, type, ttl, rdata);
        state = State.ADDING;
    }

    private void inAdding(boolean soa, DomainName owner, int type, int ttl, byte[] rdata)
            throws BadTransfer {
        if (!soa) {
            runs.add(inside(owner), type, ttl, rdata);
            return;
        }
        long serial = Serial.ofSoa(rdata);
        if (serial != reached) {
            throw new BadTransfer("a step begins at serial " + serial + ", not at " + reached);
        }
        steps.add(new Change(removed.all(), runs.all()));
        if (reached == first) state = State.COMPLETE;
        else beginStep(owner, ttl, rdata);
    }

    private DomainName inside(DomainName owner) throws BadTransfer {
        if (owner.isAtOrBelow(origin)) return owner;
        throw new BadTransfer("a difference outside the zone, at " + owner);
    }

    /** Tells that a message is over: one that held a single SOA may have been all. */
    void endMessage() {
        // RFC 1995 2 and 4: nothing newer is said by the SOA alone.
        if (state == State.FIRST && !Serial.isAfter(first, held)) state = State.COMPLETE;
    }

    /** Whether all was said. */
    boolean isComplete() {
        return state == State.COMPLETE;
    }

    /** What came; ask only when it is complete. */
    Received received() {
        if (!isComplete()) throw new IllegalStateException("the transfer is not over");
        if (!steps.isEmpty()) return new Received.Changes(List.copyOf(steps), first);
        boolean nothingNew = held != NOTHING_HELD && !Serial.isAfter(first, held);
        return nothingNew
                ? new Received.Current(first)
                : new Received.Whole(runs.all(), first, ignored);
    }
}
