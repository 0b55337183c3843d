package dev.homeport.dns.secondary;

import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.ZoneAssembly;
import dev.homeport.dns.secondary.RefreshState.Holding;
import dev.homeport.dns.secondary.ZoneCopies.Kept;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps one secondary zone: checks it in time, one check after the other, serves what came, and
 * takes it out of service when it expired. Thread-safe.
 */
final class ZoneKeeper {
    /** A flood of notifies makes no more than a check in this time. */
    private static final Duration NOTIFY_PAUSE = Duration.ofSeconds(1);

    private final DomainName origin;
    private final Workings workings;

    /** Guards all that is not final below. Nothing that waits is called while it is held. */
    private final ReentrantLock lock = new ReentrantLock();

    private SecondaryZone settings;
    private RefreshState state;
    private @Nullable Zone held;
    private boolean busy;
    private boolean again;
    private Instant checked = Instant.MIN;
    private @Nullable InetAddress notifier;
    private String lastError = "";
    private Runnable alarm = () -> {};

    /** What is to be served; read without the lock by those who build a snapshot. */
    private volatile @Nullable Zone served;

    private volatile boolean closed;

    ZoneKeeper(SecondaryZone settings, Workings workings) {
        this.origin = settings.origin();
        this.settings = settings;
        this.workings = workings;
        this.state = workings.timers().begun(workings.clock().instant());
    }

    /** Takes over what was kept on the disk. Blocks; call it before {@link #start}. */
    void restore() {
        switch (workings.copies().read(origin)) {
            case Kept.Absent() -> {}
            case Kept.Bad(String why) -> workings.observer().copyFailed(origin, why);
            case Kept.Good(ZoneCopy copy) -> restore(copy);
        }
    }

    private void restore(ZoneCopy copy) {
        Loaded loaded =
                ZoneAssembly.assembleReceived(
                        origin, Path.of("copy"), copy.rrsets(), workings.zoneLimits().get());
        Optional<Zone> zone = loaded.zones().find(origin);
        if (zone.isEmpty()) {
            String why = workings.copies().setAside(origin, loaded.problems().toString());
            workings.observer().copyFailed(origin, why);
            return;
        }
        lock.lock();
        try {
            Instant now = workings.clock().instant();
            held = zone.get();
            state = workings.timers().restored(SoaTimes.of(held), copy.refreshed(), now);
            served = state.holding() instanceof Holding.Serving ? held : null;
        } finally {
            lock.unlock();
        }
    }

    /** Begins to look after the zone. */
    void start() {
        wake();
    }

    /** Other primaries from now on, which are asked at once. */
    void configure(SecondaryZone other) {
        lock.lock();
        try {
            if (settings.equals(other)) return;
            settings = other;
        } finally {
            lock.unlock();
        }
        checkNow();
    }

    SecondaryZone settings() {
        lock.lock();
        try {
            return settings;
        } finally {
            lock.unlock();
        }
    }

    /** Asks the primaries now, or again as soon as the check that runs is over. */
    void checkNow() {
        lock.lock();
        try {
            if (busy) again = true;
            state = state.checkedAt(workings.clock().instant());
        } finally {
            lock.unlock();
        }
        wake();
    }

    /**
     * A primary says that the zone has changed (RFC 1996 3.11): it is asked soon, first of all.
     *
     * @param serial the new one, if it was told
     */
    void notified(InetAddress from, OptionalLong serial) {
        lock.lock();
        try {
            boolean known =
                    held != null
                            && state.holding() instanceof Holding.Serving
                            && serial.isPresent()
                            && !Serial.isAfter(serial.getAsLong(), held.serial());
            if (known) return;
            notifier = from;
            if (busy) again = true;
            else state = state.checkedAt(soon());
        } finally {
            lock.unlock();
        }
        wake();
    }

    private Instant soon() {
        Instant now = workings.clock().instant();
        if (checked.equals(Instant.MIN)) return now;
        Instant earliest = checked.plus(NOTIFY_PAUSE);
        return earliest.isAfter(now) ? earliest : now;
    }

    /** Does what is due and sets the alarm for what is not. */
    private void wake() {
        boolean expiredNow;
        boolean due;
        lock.lock();
        try {
            if (closed) return;
            Instant now = workings.clock().instant();
            expiredNow = age(now);
            due = !busy && !now.isBefore(state.nextCheck());
            if (due) {
                busy = true;
                checked = now;
            }
            setAlarm(now);
        } finally {
            lock.unlock();
        }
        if (expiredNow) tellExpired();
        if (due) workings.work().execute(this::check);
    }

    private boolean age(Instant now) {
        boolean before = state.holding() instanceof Holding.Serving;
        state = workings.timers().aged(state, now);
        boolean expiredNow = before && state.holding() instanceof Holding.Expired;
        if (expiredNow) served = null;
        return expiredNow;
    }

    private void setAlarm(Instant now) {
        alarm.run();
        alarm = () -> {};
        if (!busy) {
            ring(now, state.nextEvent());
        } else if (state.holding() instanceof Holding.Serving s) {
            // The check will set its own; meanwhile the zone may still expire.
            ring(now, s.expires());
        }
    }

    private void ring(Instant now, Instant at) {
        Duration pause = Duration.between(now, at);
        alarm = workings.alarms().after(pause.isNegative() ? Duration.ZERO : pause, this::wake);
    }

    private void tellExpired() {
        publish();
        workings.observer().expired(origin);
    }

    /** Serves what is to be served at the time of the change, so that no older zone comes last. */
    private void publish() {
        workings.sink().change(this::onto);
    }

    private Zones onto(Zones zones) {
        if (closed) return zones;
        Zone now = served;
        return now == null ? zones.withUnavailable(origin) : zones.with(now);
    }

    /** One check from its beginning to its end; blocks. */
    private void check() {
        Fetch fetch;
        try {
            fetch = fetch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (conclude(fetch)) tellExpired();
            finish(fetch);
        } catch (RuntimeException e) {
            // Our own error: said, and the zone is looked after as before.
            workings.observer().failed(origin, "an error of our own: " + e);
        } finally {
            rest();
        }
        wake();
    }

    private void rest() {
        lock.lock();
        try {
            busy = false;
            if (again) state = state.checkedAt(soon());
            again = false;
        } finally {
            lock.unlock();
        }
    }

    private Fetch fetch() throws InterruptedException {
        List<Primary> primaries;
        Zone zone;
        lock.lock();
        try {
            primaries = inOrder(settings.primaries(), notifier);
            notifier = null;
            zone = held;
        } finally {
            lock.unlock();
        }
        try {
            return workings.fetcher().fetch(origin, primaries, zone);
        } catch (RuntimeException e) {
            // Our own error: the zone goes on as if its primaries had failed.
            return new Fetch.Failed("an error of our own: " + e);
        }
    }

    /** Who told of a change is asked first, since others may not have it yet. */
    private static List<Primary> inOrder(List<Primary> primaries, @Nullable InetAddress first) {
        if (first == null) return primaries;
        List<Primary> ordered = new ArrayList<>(primaries);
        ordered.sort(java.util.Comparator.comparing(p -> !p.address().getAddress().equals(first)));
        return ordered;
    }

    /** Takes over the outcome; true when the zone expired by it. */
    private boolean conclude(Fetch fetch) {
        lock.lock();
        try {
            Instant now = workings.clock().instant();
            switch (fetch) {
                case Fetch.Fetched fetched -> hold(fetched.zone(), now);
                case Fetch.Current _ -> {
                    if (held != null) hold(held, now);
                }
                case Fetch.Failed(String why) -> {
                    state = workings.timers().failed(state, now);
                    lastError = why;
                    boolean serving = state.holding() instanceof Holding.Serving;
                    boolean expiredNow = served != null && !serving;
                    if (expiredNow) served = null;
                    return expiredNow;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void hold(Zone zone, Instant now) {
        held = zone;
        state = workings.timers().refreshed(SoaTimes.of(zone), now);
        lastError = "";
    }

    /** Serves, tells and keeps what came. */
    private void finish(Fetch fetch) {
        if (closed) return;
        switch (fetch) {
            case Fetch.Fetched fetched -> {
                serve(fetched.zone());
                workings.observer().fetched(origin, fetched);
                keep(() -> workings.copies().write(fetched.zone(), workings.clock().instant()));
            }
            case Fetch.Current(Primary primary) -> confirmed(primary);
            case Fetch.Failed(String why) -> workings.observer().failed(origin, why);
        }
    }

    private void confirmed(Primary primary) {
        Zone zone = held();
        if (zone == null) return;
        if (served == null) serve(zone);
        workings.observer().confirmed(origin, primary);
        keep(() -> workings.copies().confirm(origin, zone.serial(), workings.clock().instant()));
    }

    private @Nullable Zone held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    private void serve(Zone zone) {
        served = zone;
        publish();
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** A full disk costs the next start its copy, and us nothing. */
    private void keep(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            workings.observer().copyFailed(origin, "the zone cannot be kept on disk: " + e);
        }
    }

    /** What is to be served now. */
    Optional<Zone> served() {
        return Optional.ofNullable(served);
    }

    SecondaryStatus status() {
        lock.lock();
        try {
            Zone zone = held;
            var shown =
                    switch (state.holding()) {
                        case Holding.Nothing() -> SecondaryStatus.State.EMPTY;
                        case Holding.Serving _ -> SecondaryStatus.State.SERVED;
                        case Holding.Expired _ -> SecondaryStatus.State.EXPIRED;
                    };
            return new SecondaryStatus(
                    origin,
                    shown,
                    zone == null ? OptionalLong.empty() : OptionalLong.of(zone.serial()),
                    state.refreshed(),
                    state.nextCheck(),
                    state.expires(),
                    lastError);
        } finally {
            lock.unlock();
        }
    }

    /** Stops looking after the zone. What it serves is for others to take away. */
    void close() {
        lock.lock();
        try {
            closed = true;
            alarm.run();
            alarm = () -> {};
        } finally {
            lock.unlock();
        }
    }
}
