package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Tokenizer;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Understands the entries of one master file and of those it includes (RFC 1035 5.1, RFC 2308 4,
 * RFC 3597 5). A bad entry becomes a problem and the next one is read. Not thread-safe.
 */
final class ZoneParser {
    private static final int INCLUDE_DEPTH_MAX = 8;

    /** Gives the text of an included file, one character a byte. */
    interface Source {
        String read(Path file) throws IOException;
    }

    private final Source source;
    private final Path file;
    private final int includeDepth;
    private final List<SourcedRecord> records;
    private final ProblemList problems;

    private Name origin;
    private @Nullable Name owner;
    private OptionalInt defaultTtl = OptionalInt.empty();
    private OptionalInt lastTtl = OptionalInt.empty();

    ZoneParser(Source source, Path file, Name origin, ProblemList problems) {
        this(source, file, origin, new ArrayList<>(), problems, 0);
    }

    private ZoneParser(
            Source source,
            Path file,
            Name origin,
            List<SourcedRecord> records,
            ProblemList problems,
            int includeDepth) {
        this.source = source;
        this.file = file;
        this.origin = origin;
        this.records = records;
        this.problems = problems;
        this.includeDepth = includeDepth;
    }

    /** Reads the whole text; problems go to the list given at construction. */
    List<SourcedRecord> parse(String text) {
        EntryReader reader = new EntryReader(text);
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            switch (next.get()) {
                case Entry.Broken b -> error(b.line(), b.column(), b.message(), b.remedy());
                case Entry.Words words -> understand(words);
            }
            if (problems.isFull()) break;
        }
        return records;
    }

    private void understand(Entry.Words entry) {
        Token first = entry.tokens().getFirst();
        boolean directive =
                entry.start() == Entry.Start.WORD
                        && first.kind() == Token.Kind.PLAIN
                        && first.text().startsWith("$");
        if (directive) {
            directive(first, entry.tokens().subList(1, entry.tokens().size()));
        } else {
            record(entry);
        }
    }

    private void directive(Token word, List<Token> arguments) {
        if (word.is("$ORIGIN") && arguments.size() == 1) {
            name(arguments.getFirst()).ifPresent(name -> origin = name);
        } else if (word.is("$TTL") && arguments.size() == 1) {
            defaultTtl(arguments.getFirst());
        } else if (word.is("$INCLUDE") && (arguments.size() == 1 || arguments.size() == 2)) {
            include(arguments);
        } else if (word.is("$GENERATE") && arguments.size() >= 4) {
            generate(arguments);
        } else {
            error(
                    word,
                    word.text() + " is not understood here",
                    "use $ORIGIN name, $TTL time, $INCLUDE file [origin] or"
                            + " $GENERATE range owner type data");
        }
    }

    private void defaultTtl(Token token) {
        defaultTtl = Ttl.parse(token.text());
        if (defaultTtl.isEmpty()) {
            error(token, "\"" + token.text() + "\" is no time to live", "write e.g. 3600 or 1h30m");
        }
    }

    private void include(List<Token> arguments) {
        Token named = arguments.getFirst();
        if (includeDepth >= INCLUDE_DEPTH_MAX) {
            error(named, "files include each other too deeply", "include at most 8 deep");
            return;
        }
        Optional<Name> inner = arguments.size() == 2 ? name(arguments.get(1)) : Optional.of(origin);
        if (inner.isEmpty()) return;
        try {
            Path path = file.resolveSibling(named.text());
            String text = source.read(path);
            var parser =
                    new ZoneParser(source, path, inner.get(), records, problems, includeDepth + 1);
            parser.owner = owner;
            parser.defaultTtl = defaultTtl;
            parser.lastTtl = lastTtl;
            parser.parse(text);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            error(named, "cannot read " + named.text() + " (" + e + ")", "name a readable file");
        }
    }

    private void generate(List<Token> arguments) {
        Optional<Generate> range = Generate.parse(arguments.getFirst().text());
        if (range.isEmpty()) {
            error(
                    arguments.getFirst(),
                    "\"" + arguments.getFirst().text() + "\" is no range of at most 65536 numbers",
                    "write e.g. 1-100 or 0-254/2");
            return;
        }
        List<Token> template = arguments.subList(1, arguments.size());
        Generate numbers = range.get();
        int before = problems.count();
        // One mistake in the template is one problem, not as many as there are numbers.
        for (long n = numbers.first(); n <= numbers.last(); n += numbers.step()) {
            long number = n;
            var filled =
                    template.stream()
                            .map(
                                    t ->
                                            new Token(
                                                    t.kind(),
                                                    Generate.fill(t.text(), number),
                                                    t.line(),
                                                    t.column()))
                            .toList();
            record(new Entry.Words(Entry.Start.WORD, filled.getFirst().line(), filled));
            if (problems.count() > before) return;
        }
    }

    private void record(Entry.Words entry) {
        List<Token> tokens = entry.tokens();
        int at = 0;
        if (entry.start() == Entry.Start.WORD) {
            owner = name(tokens.getFirst()).orElse(null);
            if (owner == null) return;
            at = 1;
        }
        Name named = owner;
        if (named == null) {
            error(tokens.getFirst(), "no owner to repeat", "begin the line with a name or @");
            return;
        }
        RecordHead head = RecordHead.read(tokens, at);
        switch (head) {
            case RecordHead.Bad bad -> error(bad.token(), bad.message(), bad.remedy());
            case RecordHead.Good good -> data(named, good, tokens);
        }
    }

    private void data(Name named, RecordHead.Good head, List<Token> tokens) {
        Token typeToken = tokens.get(head.rdataAt() - 1);
        StringBuilder text = new StringBuilder();
        for (Token token : tokens.subList(head.rdataAt(), tokens.size())) {
            token.appendTo(text);
            text.append(' ');
        }
        try {
            long ttl = head.ttl().orElse(defaultTtl.orElse(lastTtl.orElse(0)));
            Record parsed =
                    Record.fromString(named, head.type(), DClass.IN, ttl, tokenizer(text), origin);
            add(parsed, head, typeToken);
        } catch (IOException | RuntimeException e) {
            // dnsjava throws unchecked for some texts, such as numbers out of range.
            String complaint = e.getMessage() == null ? e.toString() : e.getMessage();
            error(
                    typeToken,
                    RdataGrammar.message(head.type(), complaint),
                    RdataGrammar.remedy(head.type()));
        }
    }

    /** Given text, dnsjava takes 8 KiB for each record; given a stream, as much as is needed. */
    private static Tokenizer tokenizer(StringBuilder text) {
        byte[] ascii = text.toString().getBytes(StandardCharsets.US_ASCII);
        int bytes = Math.max(ascii.length, 16);
        return new Tokenizer(new BufferedInputStream(new ByteArrayInputStream(ascii), bytes));
    }

    private void add(Record parsed, RecordHead.Good head, Token typeToken) {
        OptionalInt ttl = head.ttl().isPresent() ? head.ttl() : defaultTtl;
        if (ttl.isEmpty()) ttl = lastTtl;
        // RFC 1035 said MINIMUM, RFC 2308 4 says $TTL: a file without any is read the old way.
        if (ttl.isEmpty() && parsed instanceof SOARecord soa) {
            ttl = OptionalInt.of((int) Math.min(soa.getMinimum(), Integer.MAX_VALUE));
        }
        if (ttl.isEmpty()) {
            error(typeToken, "no time to live is known", "put $TTL 3600 before the first record");
            return;
        }
        lastTtl = ttl;
        DomainName folded = DomainName.of(parsed.getName());
        records.add(
                new SourcedRecord(
                        folded,
                        head.type(),
                        ttl.getAsInt(),
                        rdata(parsed),
                        file,
                        typeToken.line()));
    }

    /** The data as it goes on the wire, letters as they were written. */
    private static byte[] rdata(Record parsed) {
        byte[] whole = parsed.toWire(Section.ANSWER);
        return Arrays.copyOfRange(whole, parsed.getName().length() + 10, whole.length);
    }

    private Optional<Name> name(Token token) {
        try {
            StringBuilder text = new StringBuilder();
            if (token.kind() == Token.Kind.PLAIN) token.appendTo(text);
            return Optional.of(Name.fromString(text.toString(), origin));
        } catch (TextParseException e) {
            error(
                    token,
                    "\"" + token.text() + "\" is no domain name",
                    "use labels of 1 to 63 bytes joined by dots, 255 bytes in all");
            return Optional.empty();
        }
    }

    private void error(Token token, String message, String remedy) {
        error(token.line(), token.column(), message, remedy);
    }

    private void error(int line, int column, String message, String remedy) {
        problems.add(new ZoneProblem(Severity.ERROR, file, line, column, message, remedy));
    }
}
