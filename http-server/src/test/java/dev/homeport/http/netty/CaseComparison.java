package dev.homeport.http.netty;

import dev.homeport.http.netty.CaseTable.Case;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sends the tables of raw connections to running servers; {@code benchmarks/http-cases} starts
 * them. Java runs it from its source, so it needs nothing but the JDK.
 */
final class CaseComparison {
    private static final Path TABLES =
            Path.of("http-server/src/test/resources/dev/homeport/http/netty");

    /** A site answers other methods than GET with 405 and knows no path of the echo's cases. */
    private static final Pattern UNDERSTOOD = Pattern.compile("20[0-9]|30[0-9]|40[345]|416");

    private final PrintStream out;
    private final CaseTable table;
    private final InetSocketAddress homeport;
    private final InetSocketAddress nginx;
    private final Reading reading;
    private int differences;
    private int surprises;

    /** What of an answer is compared. */
    private enum Reading {
        /** Whether a request was understood, and if not, its status. */
        GRAMMAR,
        /** The statuses, and what the checks say. */
        SITE
    }

    private CaseComparison(
            PrintStream out,
            CaseTable table,
            InetSocketAddress homeport,
            InetSocketAddress nginx,
            Reading reading) {
        this.out = out;
        this.table = table;
        this.homeport = homeport;
        this.nginx = nginx;
        this.reading = reading;
    }

    /**
     * {@code files FOLDER} makes the site; {@code send HOMEPORT} sends the requests of the grammar
     * and looks at no answer but that it is one; {@code compare HOMEPORT NGINX NGINX}, the ports of
     * Homeport, of nginx that answers everything and of nginx with the site, prints where they
     * differ.
     */
    public static void main(String[] arguments) throws IOException {
        CaseTable site = table("site-cases.txt");
        if (arguments[0].equals("files")) {
            site.writeFiles(Path.of(arguments[1]));
            return;
        }
        InetSocketAddress homeport = loopback(arguments[1]);
        CaseTable grammar = table("h1-cases.txt");
        if (arguments[0].equals("send")) {
            for (Case each : grammar.cases()) CaseRun.of(homeport, each, CaseRun.WHOLE);
            return;
        }
        InetSocketAddress echo = loopback(arguments[2]);
        InetSocketAddress files = loopback(arguments[3]);
        int surprises =
                new CaseComparison(System.out, grammar, homeport, echo, Reading.GRAMMAR).run()
                        + new CaseComparison(System.out, site, homeport, files, Reading.SITE).run();
        if (surprises > 0) System.exit(1);
    }

    private static CaseTable table(String name) throws IOException {
        return CaseTable.parse(Files.readString(TABLES.resolve(name)));
    }

    private static InetSocketAddress loopback(String port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    }

    private int run() {
        for (Case each : table.cases()) compare(each);
        out.printf(
                "%s: %d cases, nginx answers %d of them otherwise, %d surprises%n",
                reading, table.cases().size(), differences, surprises);
        return surprises;
    }

    private void compare(Case each) {
        String expected = view(each.statuses(), List.of());
        String ours = outcome(homeport, each);
        String theirs = outcome(nginx, each);
        String noted = each.nginx().map(other -> view(other.statuses(), List.of())).orElse("");
        String why = each.nginx().map(CaseTable.Other::why).orElse("");
        boolean other = !theirs.equals(expected);
        if (other) differences++;
        boolean asNoted = other ? theirs.startsWith(noted) && !noted.isEmpty() : noted.isEmpty();
        List<String> surprising = new ArrayList<>();
        if (!ours.equals(expected)) surprising.add("Homeport differs from the table");
        if (!asNoted) surprising.add("nginx is not as noted");
        surprises += surprising.size();
        if (!other && surprising.isEmpty()) return;
        out.printf("%s%n    table %s, Homeport %s, nginx %s", each.title(), expected, ours, theirs);
        out.printf(why.isEmpty() ? "%n" : "; " + why.replace("%", "%%") + "%n");
        for (String text : surprising) out.println("    !! " + text);
    }

    private String outcome(InetSocketAddress server, Case each) {
        try {
            CaseRun run = CaseRun.of(server, each, CaseRun.WHOLE);
            boolean checks = reading == Reading.SITE;
            return view(run.statuses(), checks ? run.failed(each.checks()) : List.of());
        } catch (UncheckedIOException e) {
            return "no answer";
        }
    }

    private String view(String statuses, List<String> failed) {
        String seen =
                reading == Reading.GRAMMAR
                        ? UNDERSTOOD.matcher(statuses).replaceAll("ok")
                        : statuses;
        return failed.isEmpty() ? seen : seen + " not " + String.join(", ", failed);
    }
}
