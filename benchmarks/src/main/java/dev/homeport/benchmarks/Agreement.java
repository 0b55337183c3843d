package dev.homeport.benchmarks;

import dev.homeport.benchmarks.probe.DnsProbe;
import dev.homeport.benchmarks.probe.DnsQuestion;
import dev.homeport.benchmarks.probe.DnsReply;
import dev.homeport.benchmarks.probe.HttpProbe;
import dev.homeport.benchmarks.server.Content;
import dev.homeport.benchmarks.server.Running;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Before anything is timed: all servers give the same answers, since wrong ones are cheap. */
final class Agreement {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int QUESTIONS_MAX = 200;
    private static final int SHOWN_MAX = 5;

    private Agreement() {}

    /**
     * Compares response codes and counts of answers with those of the first server.
     *
     * @throws IOException if they differ, or one gives none
     */
    static void requireSameDns(List<Running> servers, List<DnsQuestion> questions)
            throws IOException {
        List<DnsQuestion> asked = questions.stream().distinct().limit(QUESTIONS_MAX).toList();
        var first = new ArrayList<Optional<DnsReply>>();
        for (Running server : servers) {
            List<Optional<DnsReply>> replies = replies(server, asked);
            if (first.isEmpty()) first.addAll(replies);
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                Optional<DnsReply> reply = replies.get(i);
                if (reply.isPresent() && reply.equals(first.get(i))) continue;
                wrong.add(asked.get(i).line() + ": " + reply + ", not " + first.get(i));
            }
            if (!wrong.isEmpty()) throw disagreement(server, servers.getFirst(), wrong);
        }
    }

    private static List<Optional<DnsReply>> replies(Running server, List<DnsQuestion> questions)
            throws IOException {
        try (var probe = new DnsProbe(server.ports().dns())) {
            var replies = new ArrayList<Optional<DnsReply>>();
            for (DnsQuestion question : questions) replies.add(probe.ask(question, PATIENCE));
            return replies;
        }
    }

    private static IOException disagreement(Running server, Running first, List<String> wrong) {
        return new IOException(
                "%s and %s differ on %d questions, for instance:%n%s"
                        .formatted(
                                server.name(),
                                first.name(),
                                wrong.size(),
                                String.join("\n", wrong.stream().limit(SHOWN_MAX).toList())));
    }

    /**
     * Gets the page once from each.
     *
     * @throws IOException if it is not answered with 200
     */
    static void requirePage(List<Running> servers, String path) throws IOException {
        for (Running server : servers) {
            var probe = new HttpProbe(server.ports().http(), Content.HOST);
            Optional<Integer> status = probe.get(path, PATIENCE);
            if (status.equals(Optional.of(200))) continue;
            throw new IOException(server.name() + " answers " + path + " with " + status);
        }
    }
}
