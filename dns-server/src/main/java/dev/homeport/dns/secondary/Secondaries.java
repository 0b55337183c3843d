package dev.homeport.dns.secondary;

import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.tsig.TsigKeys;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All zones that are held for other servers: fetched, served, refreshed in time, kept on disk.
 * Thread-safe; whoever makes it closes it.
 *
 * <p>What is served of them is laid over other zones by {@link #onto}; every later change goes to
 * the sink by itself.
 */
public final class Secondaries implements AutoCloseable {
    private final Workings workings;
    private final Runnable ending;
    private final Map<DomainName, ZoneKeeper> keepers = new ConcurrentHashMap<>();

    /** Guards changes of the set of keepers. */
    private final ReentrantLock configuring = new ReentrantLock();

    /**
     * @param ending closes what the workings stand on
     */
    Secondaries(Workings workings, Runnable ending) {
        this.workings = workings;
        this.ending = ending;
    }

    /**
     * Looks after zones with sockets, a thread for the timers and files.
     *
     * @param folder for the copies; made when there is the first
     * @param keys gives those that hold now; asked once an exchange
     * @param zoneLimits gives the bounds of zones that hold now
     * @param random thread-safe, and one whose numbers nobody guesses
     */
    public static Secondaries of(
            Path folder,
            SecondaryLimits limits,
            Supplier<TsigKeys> keys,
            Supplier<LoadLimits> zoneLimits,
            InstantSource clock,
            RandomGenerator random,
            ZoneSink sink,
            SecondaryObserver observer) {
        AlarmClock alarms = new AlarmClock();
        Workers workers = new Workers(limits.checksMax());
        Workings workings =
                new Workings(
                        new TransferClient(
                                limits.transfer(),
                                limits.transfersMax(),
                                random,
                                TsigSeal.of(keys, clock),
                                zoneLimits),
                        new ZoneCopies(folder),
                        new RefreshTimers(limits.timers(), random),
                        clock,
                        alarms,
                        workers,
                        sink,
                        observer,
                        zoneLimits);
        return new Secondaries(
                workings,
                () -> {
                    alarms.close();
                    workers.close();
                });
    }

    /** What became of a notify. */
    public enum Notice {
        TAKEN,
        /** The zone is none of ours. */
        NOT_SECONDARY
    }

    /**
     * Holds these zones from now on. New ones are served from their copies on disk, if these are
     * not too old; serve them with {@link #onto} after this. Blocks while copies are read.
     */
    public void configure(Collection<SecondaryZone> zones) {
        configuring.lock();
        try {
            Set<DomainName> wanted = new HashSet<>();
            Map<DomainName, ZoneKeeper> fresh = new HashMap<>();
            for (SecondaryZone zone : zones) {
                wanted.add(zone.origin());
                ZoneKeeper keeper = keepers.get(zone.origin());
                if (keeper == null) fresh.put(zone.origin(), new ZoneKeeper(zone, workings));
                else keeper.configure(zone);
            }
            // Ten thousand copies are read by as many threads as there are processors.
            fresh.values().parallelStream().forEach(ZoneKeeper::restore);
            removeAllBut(wanted);
            keepers.putAll(fresh);
            fresh.values().forEach(ZoneKeeper::start);
        } finally {
            configuring.unlock();
        }
    }

    private void removeAllBut(Set<DomainName> wanted) {
        for (DomainName origin : List.copyOf(keepers.keySet())) {
            if (wanted.contains(origin)) continue;
            ZoneKeeper gone = keepers.remove(origin);
            if (gone != null) gone.close();
        }
    }

    /** These zones and the secondary ones, which win over others of their names. */
    public Zones onto(Zones zones) {
        List<Zone> served = new ArrayList<>();
        List<DomainName> missing = new ArrayList<>();
        keepers.forEach(
                (origin, keeper) ->
                        keeper.served().ifPresentOrElse(served::add, () -> missing.add(origin)));
        return zones.with(served, missing);
    }

    /**
     * Somebody who may do that says that a zone has changed (RFC 1996): its primaries are asked
     * soon.
     *
     * @param serial the new serial number, if it was told
     */
    public Notice notified(DomainName zone, InetAddress from, OptionalLong serial) {
        ZoneKeeper keeper = keepers.get(zone);
        if (keeper == null) return Notice.NOT_SECONDARY;
        keeper.notified(from, serial);
        return Notice.TAKEN;
    }

    /** Asks the primaries of a zone now; false when it is no secondary zone. */
    public boolean refresh(DomainName zone) {
        ZoneKeeper keeper = keepers.get(zone);
        if (keeper == null) return false;
        keeper.checkNow();
        return true;
    }

    /** How it stands with one zone. */
    public Optional<SecondaryStatus> status(DomainName zone) {
        return Optional.ofNullable(keepers.get(zone)).map(ZoneKeeper::status);
    }

    /** How it stands with all of them, in order of their names. */
    public List<SecondaryStatus> statuses() {
        return keepers.values().stream()
                .map(ZoneKeeper::status)
                .sorted(Comparator.comparing(SecondaryStatus::origin))
                .toList();
    }

    /** Stops everything; what is on disk stays. */
    @Override
    public void close() {
        keepers.values().forEach(ZoneKeeper::close);
        ending.run();
    }
}
