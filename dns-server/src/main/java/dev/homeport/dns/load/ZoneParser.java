package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.NameTree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Understands the entries of one master file and of those it includes (RFC 1035 5.1, RFC 2308 4,
 * RFC 3597 5). A bad entry becomes a problem and the next one is read. Not thread-safe.
 */
final class ZoneParser {
    private static final int INCLUDE_DEPTH_MAX = 8;
    private static final int INCLUDES_MAX = 10_000;
    private static final long UNSET = -1;

    /** Gives the bytes of an included file. */
    interface Source {
        byte[] read(Path file) throws IOException;
    }

    private final Source source;
    private final Path file;
    private final int includeDepth;
    private final DraftRecords records;
    private final ProblemList problems;
    private final RecordReader reader;
    private final NameText name = new NameText();

    private byte[] origin;
    private int owner = NameTree.NONE;
    private boolean ownerWasBad;
    private long defaultTtl = UNSET;
    private long lastTtl = UNSET;

    ZoneParser(Source source, Path file, DomainName origin, Draft draft) {
        this(source, file, origin.wire(), draft, 0);
    }

    /** Where records and problems go. */
    record Draft(DraftRecords records, ProblemList problems) {}

    private ZoneParser(Source source, Path file, byte[] origin, Draft draft, int includeDepth) {
        this.source = source;
        this.file = file;
        this.origin = origin;
        this.records = draft.records;
        this.problems = draft.problems;
        this.includeDepth = includeDepth;
        reader = new RecordReader(records.data());
    }

    /** Reads the whole text; records and problems go where was said at construction. */
    void parse(byte[] text) {
        records.from(file);
        EntryReader entries = new EntryReader(text);
        while (!problems.isFull()) {
            switch (entries.next()) {
                case END -> {
                    return;
                }
                case BROKEN -> {
                    var broken = entries.broken();
                    error(broken.line(), broken.column(), broken.message(), broken.remedy());
                }
                case ENTRY -> understand(entries.tokens(), entries.startsBlank());
            }
        }
    }

    private void understand(Tokens tokens, boolean startsBlank) {
        boolean directive =
                !startsBlank && !tokens.isQuoted(0) && tokens.text()[tokens.start(0)] == '$';
        if (directive) {
            try {
                directive(tokens);
            } catch (BadWord bad) {
                error(tokens, bad);
            }
        } else {
            understood(tokens, startsBlank);
        }
    }

    private void understood(Tokens tokens, boolean startsBlank) {
        try {
            record(tokens, startsBlank);
        } catch (BadWord bad) {
            error(tokens, bad);
        }
    }

    private void error(Tokens tokens, BadWord bad) {
        error(
                tokens,
                bad.token(),
                bad.why(),
                "use labels of 1 to 63 bytes joined by dots, 255 bytes in all");
    }

    private void directive(Tokens tokens) throws BadWord {
        int count = tokens.count();
        if (tokens.is(0, "$ORIGIN") && count == 2) {
            name.read(tokens, 1, origin);
            origin = java.util.Arrays.copyOf(name.wire(), name.length());
        } else if (tokens.is(0, "$TTL") && count == 2) {
            defaultTtl(tokens);
        } else if (tokens.is(0, "$INCLUDE") && (count == 2 || count == 3)) {
            include(tokens);
        } else if (tokens.is(0, "$GENERATE") && count >= 5) {
            generate(tokens);
        } else {
            error(
                    tokens,
                    0,
                    tokens.shown(0) + " is not understood here",
                    "use $ORIGIN name, $TTL time, $INCLUDE file [origin] or"
                            + " $GENERATE range owner type data");
        }
    }

    private void defaultTtl(Tokens tokens) {
        defaultTtl =
                tokens.isQuoted(1)
                        ? UNSET
                        : Ttl.parse(tokens.text(), tokens.start(1), tokens.end(1), Ttl.RECORD_MAX);
        if (defaultTtl == UNSET) {
            String message = "\"" + tokens.shown(1) + "\" is no time to live";
            error(tokens, 1, message, "write e.g. 3600 or 1h30m");
        }
    }

    private void include(Tokens tokens) throws BadWord {
        if (includeDepth >= INCLUDE_DEPTH_MAX) {
            error(tokens, 1, "files include each other too deeply", "include at most 8 deep");
            return;
        }
        if (records.files() >= INCLUDES_MAX) {
            error(tokens, 1, "too many files are included", "include each file once");
            return;
        }
        byte[] inner = origin;
        if (tokens.count() == 3) {
            name.read(tokens, 2, origin);
            inner = java.util.Arrays.copyOf(name.wire(), name.length());
        }
        String named = new String(reader.string(tokens, 1), StandardCharsets.UTF_8);
        try {
            Path path = file.resolveSibling(named);
            byte[] text = source.read(path);
            var draft = new Draft(records, problems);
            var parser = new ZoneParser(source, path, inner, draft, includeDepth + 1);
            parser.owner = owner;
            parser.defaultTtl = defaultTtl;
            parser.lastTtl = lastTtl;
            parser.parse(text);
            records.from(file);
        } catch (IOException | InvalidPathException e) {
            String message = "cannot read " + tokens.shown(1) + " (" + Unreadable.why(e) + ")";
            error(tokens, 1, message, "name a readable file");
        }
    }

    private void generate(Tokens tokens) throws BadWord {
        Optional<Generate> range = Generate.parse(tokens.string(1));
        if (range.isEmpty()) {
            error(
                    tokens,
                    1,
                    "\"" + tokens.shown(1) + "\" is no range of at most 65536 numbers",
                    "write e.g. 1-100 or 0-254/2");
            return;
        }
        for (int token = 2; token < tokens.count(); token++) {
            if (Generate.isTemplate(tokens.string(token))) continue;
            String message = "\"" + tokens.shown(token) + "\" has a place that cannot be filled";
            error(tokens, token, message, "write e.g. $ or ${0,3,d}; d, o, x, X, n and N count");
            return;
        }
        Generate numbers = range.get();
        int before = problems.count();
        Tokens filled = new Tokens(new byte[0]);
        // One mistake in the template is one problem, not as many as there are numbers.
        for (long n = numbers.first(); n <= numbers.last(); n += numbers.step()) {
            fill(tokens, n, filled);
            understood(filled, false);
            if (problems.count() > before) return;
        }
    }

    private static void fill(Tokens template, long number, Tokens filled) {
        Bytes text = new Bytes(0);
        int[] ends = new int[template.count()];
        for (int token = 2; token < template.count(); token++) {
            text.put(' ');
            text.put(Generate.fill(template.string(token), number));
            ends[token] = text.length();
        }
        filled.clear(text.copy(0));
        int start = 1;
        for (int token = 2; token < template.count(); token++) {
            boolean quoted = template.isQuoted(token);
            int column = template.column(token);
            filled.add(start, ends[token], quoted, template.line(token), column);
            start = ends[token] + 1;
        }
    }

    private void record(Tokens tokens, boolean startsBlank) throws BadWord {
        if (!startsBlank) {
            owner = NameTree.NONE;
            ownerWasBad = true;
            name.read(tokens, 0, origin);
            owner = records.node(name.fold());
            ownerWasBad = false;
        }
        if (owner == NameTree.NONE) {
            // What repeats a bad owner is not worth a word.
            if (ownerWasBad) return;
            error(tokens, 0, "no owner to repeat", "begin the line with a name or @");
            return;
        }
        RecordReader.Outcome outcome = reader.read(tokens, startsBlank ? 0 : 1, origin);
        if (outcome == RecordReader.Outcome.BAD) {
            var bad = reader.bad();
            error(tokens, bad.token(), bad.message(), bad.remedy());
            return;
        }
        add(tokens);
    }

    private void add(Tokens tokens) {
        long ttl = reader.ttl();
        int typeToken = reader.typeToken();
        if (ttl == UNSET) ttl = defaultTtl;
        if (ttl == UNSET) ttl = lastTtl;
        // RFC 1035 said MINIMUM, RFC 2308 4 says $TTL: a file without any is read the old way.
        if (ttl == UNSET && reader.type() == 6) ttl = reader.soaMinimum();
        if (ttl == UNSET) {
            records.dropData();
            String message = "no time to live is known";
            error(tokens, typeToken, message, "put $TTL 3600 before the first record");
            return;
        }
        lastTtl = ttl;
        int line = tokens.line(typeToken);
        int column = tokens.column(typeToken);
        if (reader.type() == TypeWords.ALIAS) {
            DomainName target = reader.aliasTarget();
            records.dropData();
            records.addAlias(owner, (int) ttl, target, line, column);
        } else {
            records.add(owner, reader.type(), (int) ttl, line, column);
        }
    }

    private void error(Tokens tokens, int token, String message, String remedy) {
        error(tokens.line(token), tokens.column(token), message, remedy);
    }

    private void error(int line, int column, String message, String remedy) {
        problems.add(new ZoneProblem(Severity.ERROR, file, line, column, message, remedy));
    }
}
