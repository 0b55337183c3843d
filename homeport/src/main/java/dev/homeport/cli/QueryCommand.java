package dev.homeport.cli;

import dev.homeport.admin.RunFile;
import dev.homeport.config.Config;
import dev.homeport.config.Listener;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code homeport query}: what the running server answers, for those without dig. */
@Command(name = "query", description = "Ask the running DNS server, as dig would.")
final class QueryCommand implements Runnable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Mixin private final ConfigOption config = new ConfigOption();
    @Mixin private final OutputOption output = new OutputOption();

    @Parameters(index = "0", paramLabel = "NAME", description = "the name, e.g. www.foobar.com")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "TYPE",
            defaultValue = "A",
            description = "the record type; default: ${DEFAULT-VALUE}")
    private String type = "";

    @Option(names = "--tcp", description = "ask over TCP instead of UDP")
    private boolean tcp;

    /**
     * An answer as it is printed.
     *
     * @param server who answered
     * @param status the response code's name
     * @param authoritative whether the AA bit was set
     */
    private record Reply(
            String server,
            String status,
            boolean authoritative,
            List<String> answer,
            List<String> authority,
            List<String> additional) {}

    @Override
    public void run() {
        Message query = Message.newQuery(question());
        Config settings = config.load();
        if (settings.dns().listeners().isEmpty()) {
            throw CommandFailed.failed("the DNS server is switched off in " + settings.file());
        }
        InetSocketAddress server = reachable(listener(settings));
        Reply reply = reply(server, send(server, query));
        output.print(reply, text(reply));
    }

    private Record question() {
        int code = Type.value(type.toUpperCase(Locale.ROOT));
        if (code < 0) {
            throw CommandFailed.wrongInput(
                    "not a record type: " + type + "; write for instance A, AAAA, MX or TYPE65");
        }
        try {
            return Record.newRecord(Name.fromString(name, Name.root), code, DClass.IN);
        } catch (TextParseException e) {
            throw CommandFailed.wrongInput("not a domain name: " + name + ": " + e.getMessage());
        }
    }

    /** Where a configuration leaves the port open, the running program says which it took. */
    private static Listener listener(Config config) {
        Listener set = config.dns().listeners().getFirst();
        if (set.port() != 0) return set;
        return RunFile.find(config.data().directory())
                .flatMap(run -> run.address("dns"))
                .map(text -> Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)))
                .map(port -> new Listener(set.address(), port))
                .orElseThrow(() -> AdminClient.notRunning(config));
    }

    /** A wildcard address is listened at, not sent to. */
    private static InetSocketAddress reachable(Listener listener) {
        InetAddress address =
                listener.address().isAnyLocalAddress()
                        ? InetAddress.getLoopbackAddress()
                        : listener.address();
        return new InetSocketAddress(address, listener.port());
    }

    private Message send(InetSocketAddress server, Message query) {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(TIMEOUT);
        resolver.setTCP(tcp);
        try {
            return resolver.send(query);
        } catch (IOException e) {
            throw CommandFailed.failed(
                    "no DNS server answers on "
                            + shown(server)
                            + ": is homeport running? start it with: up");
        }
    }

    private static Reply reply(InetSocketAddress server, Message answer) {
        return new Reply(
                shown(server),
                Rcode.string(answer.getRcode()),
                answer.getHeader().getFlag(Flags.AA),
                lines(answer, Section.ANSWER),
                lines(answer, Section.AUTHORITY),
                lines(answer, Section.ADDITIONAL));
    }

    private static List<String> lines(Message answer, int section) {
        return answer.getSection(section).stream()
                .filter(record -> record.getType() != Type.OPT)
                .map(Record::toString)
                .toList();
    }

    private static String text(Reply reply) {
        StringBuilder text = new StringBuilder();
        text.append(";; ")
                .append(reply.status())
                .append(reply.authoritative() ? ", authoritative" : "")
                .append(", from ")
                .append(reply.server());
        append(text, "answer", reply.answer());
        append(text, "authority", reply.authority());
        append(text, "additional", reply.additional());
        return text.toString();
    }

    private static void append(StringBuilder text, String section, List<String> records) {
        if (records.isEmpty()) return;
        text.append("\n;; ").append(section);
        for (String record : records) text.append('\n').append(record);
    }

    private static String shown(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
