package dev.homeport.dns.secondary;

import static java.util.Objects.requireNonNull;

import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.ZoneAssembly;
import dev.homeport.dns.load.ZoneProblem;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Asks primaries for zones over sockets: what any of them sends, the outcome is a value, and a zone
 * only when all of it came and holds together. Thread-safe as far as its source of chance is.
 */
final class TransferClient implements Fetcher {
    private final TransferLimits limits;
    private final RandomGenerator random;
    private final Seals seals;
    private final Supplier<LoadLimits> zoneLimits;
    private final SoaPoll poll;

    /** Transfers hold whole zones in memory: only so many at a time. */
    private final Semaphore transfers;

    /**
     * @param seals gives a new one for each exchange
     * @param transfersMax at a time; questions for serial numbers do not count
     * @param zoneLimits gives the bounds of zones that hold now
     */
    TransferClient(
            TransferLimits limits,
            int transfersMax,
            RandomGenerator random,
            Seals seals,
            Supplier<LoadLimits> zoneLimits) {
        this.zoneLimits = zoneLimits;
        this.limits = limits;
        this.random = random;
        this.seals = seals;
        this.poll = new SoaPoll(limits, random);
        this.transfers = new Semaphore(transfersMax, true);
    }

    @Override
    public Fetch fetch(DomainName origin, List<Primary> primaries, @Nullable Zone held)
            throws InterruptedException {
        List<String> failures = new ArrayList<>();
        Primary confirming = null;
        for (Primary primary : primaries) {
            try {
                if (held != null && !isNewer(origin, primary, held)) {
                    // Another may have more already.
                    if (confirming == null) confirming = primary;
                    continue;
                }
                return transfer(new Attempt(origin, primary, held, System.nanoTime()));
            } catch (BadTransfer e) {
                failures.add(primary + ": " + e.why());
            } catch (IOException e) {
                // Whoever closes us interrupts, which Java tells as a closed socket.
                if (Thread.interrupted()) throw new InterruptedException();
                failures.add(primary + ": " + e.getMessage());
            }
        }
        if (confirming != null) return new Fetch.Current(confirming);
        return new Fetch.Failed(String.join("; ", failures));
    }

    private boolean isNewer(DomainName origin, Primary primary, Zone held)
            throws IOException, BadTransfer {
        long serial = poll.serial(origin, primary, seals);
        if (serial == held.serial()) return false;
        if (Serial.isAfter(serial, held.serial())) return true;
        throw new BadTransfer(
                "its serial " + serial + " is before ours, " + held.serial() + ", by RFC 1982");
    }

    /** One try to get a newer zone from one primary. */
    private record Attempt(
            DomainName origin, Primary primary, @Nullable Zone held, long begunNanos) {}

    private Fetch transfer(Attempt attempt) throws InterruptedException, IOException, BadTransfer {
        transfers.acquire();
        try {
            if (attempt.held() != null) {
                Fetch incremental = ixfr(attempt, attempt.held());
                if (incremental != null) return incremental;
            }
            try (TcpLink link = TcpLink.open(attempt.primary(), limits)) {
                var transfer = new ZoneTransfer(link, attempt.origin(), limits);
                return fetched(attempt, link, transfer.axfr(id(), seals.of(attempt.primary())));
            }
        } finally {
            transfers.release();
        }
    }

    /** The incremental transfer, or null when it is to be done whole. */
    private @Nullable Fetch ixfr(Attempt attempt, Zone held) throws IOException {
        try (TcpLink link = TcpLink.open(attempt.primary(), limits)) {
            try {
                var transfer = new ZoneTransfer(link, attempt.origin(), limits);
                return fetched(
                        attempt, link, transfer.ixfr(id(), seals.of(attempt.primary()), held));
            } catch (BadTransfer | IOException e) {
                // RFC 1995 4: whoever cannot do it, or does not fit what we have, is asked for all.
                if (Thread.currentThread().isInterrupted()) throw new IOException(e);
                return null;
            }
        }
    }

    private int id() {
        return random.nextInt(1 << 16);
    }

    private Fetch fetched(Attempt attempt, TcpLink link, Received received) throws BadTransfer {
        return switch (received) {
            case Received.Current _ -> throw new BadTransfer("it has nothing newer after all");
            case Received.Whole(List<Rrset> rrsets, long serial, int ignored) -> {
                requireNewer(serial, attempt.held());
                List<String> warnings = new ArrayList<>();
                if (ignored > 0) warnings.add(ignored + " records outside the zone are left out");
                yield done(attempt, rrsets, Fetch.Kind.AXFR, link, warnings);
            }
            case Received.Changes(List<Change> steps, long serial) -> {
                requireNewer(serial, attempt.held());
                List<Rrset> rrsets = Differences.apply(requireNonNull(attempt.held()), steps);
                yield done(attempt, rrsets, Fetch.Kind.IXFR, link, new ArrayList<>());
            }
        };
    }

    private static void requireNewer(long serial, @Nullable Zone held) throws BadTransfer {
        if (held == null || Serial.isAfter(serial, held.serial())) return;
        throw new BadTransfer("it sent serial " + serial + ", which is not after ours");
    }

    private Fetch done(
            Attempt attempt,
            List<Rrset> rrsets,
            Fetch.Kind kind,
            TcpLink link,
            List<String> warnings)
            throws BadTransfer {
        Path source = Path.of(kind.name());
        Loaded loaded =
                ZoneAssembly.assembleReceived(attempt.origin(), source, rrsets, zoneLimits.get());
        Zone zone =
                loaded.zones()
                        .find(attempt.origin())
                        .orElseThrow(() -> new BadTransfer(firstError(loaded)));
        for (ZoneProblem problem : loaded.problems()) warnings.add(problem.message());
        long millis = (System.nanoTime() - attempt.begunNanos()) / 1_000_000;
        return new Fetch.Fetched(zone, attempt.primary(), kind, link.bytes(), millis, warnings);
    }

    private static String firstError(Loaded loaded) {
        return loaded.problems().stream()
                .filter(p -> p.severity() == dev.homeport.dns.load.Severity.ERROR)
                .map(ZoneProblem::message)
                .findFirst()
                .orElse("the zone does not hold together");
    }
}
