package dev.homeport.dns.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions to some zones and what has to come back.
 *
 * <pre>
 *   rfc  RFC 2308 2.1
 *   zone example.            starts a zone file, up to the next keyword
 *   signed nsec.test         takes a zone of the folder signed; RRSIG records are then written
 *                            short: what they cover, labels, TTL at signing, signer
 *   ask  www.example. A DO tcp class=CH        also DO=512 or edns=512, for other sizes than 1232
 *   rcode NXDOMAIN           NOERROR if not given
 *   flags aa tc rd           aa if not given
 *   answer | authority | additional    records up to the next keyword, in any order
 *   opt  none | do           if given, the OPT record has to be like that
 * </pre>
 *
 * @param rfc the clauses it is about
 */
record Scenario(Path file, String rfc, List<ZoneText> zones, List<Ask> asks) {

    private static final Path SIGNED = Path.of("src/test/resources/signed");

    record ZoneText(String origin, List<String> lines) {}

    /** One question and its answer, as words. */
    record Ask(
            int line,
            List<String> words,
            List<String> rcode,
            List<String> flags,
            List<String> answer,
            List<String> authority,
            List<String> additional,
            List<String> opt) {
        static Ask of(int line, List<String> words) {
            return new Ask(
                    line,
                    words,
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }
    }

    static Scenario read(Path file) throws IOException {
        String rfc = "";
        List<ZoneText> zones = new ArrayList<>();
        List<Ask> asks = new ArrayList<>();
        List<String> open = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.startsWith("#") || line.isBlank()) continue;
            List<String> words = List.of(line.strip().split("\\s+"));
            List<String> rest = words.subList(1, words.size());
            if (line.startsWith(" ")) {
                open.add(line.substring(line.startsWith("  ") ? 2 : 1));
                continue;
            }
            switch (words.getFirst()) {
                case "rfc" -> rfc = String.join(" ", rest);
                case "zone" -> {
                    zones.add(new ZoneText(rest.getFirst(), new ArrayList<>()));
                    open = zones.getLast().lines();
                }
                case "signed" -> {
                    Path signed = SIGNED.resolve(rest.getFirst() + ".zone");
                    zones.add(new ZoneText(rest.getFirst() + ".", Files.readAllLines(signed)));
                }
                case "ask" -> asks.add(Ask.of(number, rest));
                case "rcode" -> asks.getLast().rcode().addAll(rest);
                case "flags" -> asks.getLast().flags().addAll(words);
                case "answer" -> open = asks.getLast().answer();
                case "authority" -> open = asks.getLast().authority();
                case "additional" -> open = asks.getLast().additional();
                case "opt" -> asks.getLast().opt().addAll(rest);
                default -> throw new IOException(file + ":" + number + ": what is " + line);
            }
        }
        if (rfc.isEmpty() || asks.isEmpty()) throw new IOException(file + " lacks rfc or ask");
        return new Scenario(file, rfc, zones, asks);
    }
}
