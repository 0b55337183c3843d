package dev.homeport.http.netty;

import dev.homeport.http.netty.CaseTable.Case;
import dev.homeport.http.netty.RawClient.Answer;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One connection of a table, sent to a server, and what came back.
 *
 * @param statuses those of all answers, or {@code none}
 * @param answers the answers, without the one that says to continue
 */
record CaseRun(String statuses, List<Answer> answers) {
    private static final String LAST = "GET /last HTTP/1.1\r\nHost: a\r\n\r\n";

    /** The size of pieces when all is sent at once. */
    static final int WHOLE = Integer.MAX_VALUE;

    /** Sends {@code each} to {@code server} in pieces of {@code pieceBytes}. */
    static CaseRun of(InetSocketAddress server, Case each, int pieceBytes) {
        String escaped = each.bytes();
        for (String path : CaseTable.tagged(escaped)) {
            escaped = escaped.replace("{etag:" + path + "}", tag(server, path));
        }
        boolean ends = escaped.endsWith("{end}");
        String bytes = CaseTable.unescape(escaped.replace("{end}", "")) + (ends ? "" : LAST);
        try (RawClient client = new RawClient(server)) {
            int pause = bytes.indexOf("{wait}");
            client.sendIfOpen(pause < 0 ? "" : bytes.substring(0, pause));
            boolean continues = each.statuses().startsWith("100");
            List<Integer> statuses = new ArrayList<>();
            if (continues) statuses.add(client.answer().status());
            send(client, pause < 0 ? bytes : bytes.substring(pause + 6), pieceBytes);
            client.endOutput();
            List<Answer> answers = client.answers(bytes.startsWith("HEAD") ? "HEAD" : "GET");
            answers.forEach(answer -> statuses.add(answer.status()));
            return new CaseRun(text(statuses), answers);
        }
    }

    private static String tag(InetSocketAddress server, String path) {
        try (RawClient client = new RawClient(server)) {
            client.send("HEAD " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
            return client.answer("HEAD").field("etag");
        }
    }

    private static void send(RawClient client, String bytes, int pieceBytes) {
        int end;
        for (int at = 0; at < bytes.length(); at = end) {
            end = at + Math.min(pieceBytes, bytes.length() - at);
            client.sendIfOpen(bytes.substring(at, end));
        }
    }

    private static String text(List<Integer> statuses) {
        if (statuses.isEmpty()) return "none";
        return statuses.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** Which of {@code checks} the first answer does not show. */
    List<String> failed(List<String> checks) {
        if (checks.isEmpty()) return List.of();
        if (answers.isEmpty()) return checks;
        Answer first = answers.getFirst();
        return checks.stream().filter(check -> !holds(check, first)).toList();
    }

    private static boolean holds(String check, Answer answer) {
        String[] pair = check.split("=", 2);
        if (check.startsWith("-")) return !answer.fields().containsKey(check.substring(1));
        String wanted = CaseTable.unescape(pair[1]);
        String found = pair[0].equals("body") ? answer.body() : answer.field(pair[0]);
        if (!wanted.endsWith("*")) return found.equals(wanted);
        return found.startsWith(wanted.substring(0, wanted.length() - 1));
    }
}
