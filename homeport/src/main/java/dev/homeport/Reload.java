package dev.homeport;

import dev.homeport.admin.ReloadOutcome;
import dev.homeport.ca.CertificateProblem;
import dev.homeport.config.Config;
import dev.homeport.config.ConfigProblem;
import dev.homeport.config.DnsExtensions;
import dev.homeport.config.Loaded;
import dev.homeport.http.tls.CertificateException;
import dev.homeport.storage.StoreProblem;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Builds everything anew beside what runs, and swaps it in only when all of it is good.
 *
 * <p>Thread-safe; reloads run one after the other.
 */
final class Reload {
    private static final Logger LOG = System.getLogger(Reload.class.getName());

    private final Running running;
    private final Logs logs;

    /** Guards the sequence read, build, publish. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Reload(Running running, Logs logs) {
        this.running = running;
        this.logs = logs;
    }

    ReloadOutcome run() {
        oneAtATime.lock();
        try {
            // A log rotation moves the files away and then asks for a reload.
            logs.reopen();
            ReloadOutcome outcome = attempt();
            running.tell(outcome);
            log(outcome);
            return outcome;
        } finally {
            oneAtATime.unlock();
        }
    }

    private ReloadOutcome attempt() {
        Config before = running.generation().content().config();
        return switch (Config.load(before.file(), Applications.names())) {
            case Loaded.Invalid(List<ConfigProblem> problems, var _) -> refused(lines(problems));
            case Loaded.Valid(Config after, List<ConfigProblem> warnings) -> {
                List<String> fixed = needRestart(before, after);
                yield fixed.isEmpty() ? build(after, lines(warnings)) : refused(fixed);
            }
        };
    }

    private ReloadOutcome build(Config config, List<String> warnings) {
        Findings findings = new Findings();
        warnings.forEach(findings::warning);
        Content content = Content.read(config, running.surroundings(), findings);
        if (findings.hasErrors()) return refused(findings.errors());
        try {
            var certificates = new CertificateSource(config, running.surroundings()).gather();
            Generation next = running.build(content, certificates, findings);
            running.names().sources().warnOfSerials(running.zones(next), findings);
            running.publish(next);
        } catch (StoreProblem | CertificateProblem | CertificateException e) {
            return refused(List.of(String.valueOf(e.getMessage())));
        }
        return new ReloadOutcome(now(), true, findings.warnings());
    }

    /** What is bound or opened at start stays until the end. */
    private static List<String> needRestart(Config before, Config after) {
        List<String> changed = new ArrayList<>();
        require(changed, "[data]", before.data(), after.data());
        require(changed, "[dns] listen", before.dns().listeners(), after.dns().listeners());
        require(changed, "[dns.tcp]", before.dns().tcp(), after.dns().tcp());
        require(changed, "[dns] edns-size", before.dns().ednsSize(), after.dns().ednsSize());
        require(changed, "[dns] version", before.dns().version(), after.dns().version());
        requireExtensions(changed, before.dns().extensions(), after.dns().extensions());
        require(changed, "[http]", before.http(), after.http());
        require(changed, "[https] listen", before.https().listeners(), after.https().listeners());
        require(changed, "[admin]", before.admin(), after.admin());
        require(changed, "[log]", before.log(), after.log());
        return changed;
    }

    private static void requireExtensions(
            List<String> changed, DnsExtensions before, DnsExtensions after) {
        require(changed, "[dns] id", before.id(), after.id());
        require(changed, "[dns.tls]", before.tlsListeners(), after.tlsListeners());
        require(
                changed,
                "[dns.cookies] require",
                before.cookies().required(),
                after.cookies().required());
    }

    private static void require(List<String> changed, String what, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(what + " was changed, which takes a restart; change it back to reload");
        }
    }

    private static List<String> lines(List<ConfigProblem> problems) {
        return problems.stream().map(ConfigProblem::toString).toList();
    }

    private ReloadOutcome refused(List<String> problems) {
        return new ReloadOutcome(now(), false, problems);
    }

    private String now() {
        return running.surroundings().clock().instant().toString();
    }

    private static void log(ReloadOutcome outcome) {
        if (outcome.applied()) {
            LOG.log(Logger.Level.INFO, "event=reloaded");
        } else {
            LOG.log(Logger.Level.WARNING, "event=reload_refused the old state keeps serving");
        }
        for (String problem : outcome.problems()) LOG.log(Logger.Level.WARNING, problem);
    }
}
