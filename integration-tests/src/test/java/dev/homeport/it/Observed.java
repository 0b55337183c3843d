package dev.homeport.it;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A reply without what servers are free to do as they like: the order of records, the case of
 * letters, and the zone's own NS records beside a positive answer (RFC 1034 4.3.2 asks for none,
 * NSD sends them).
 *
 * @param rcode its name, extended code included
 * @param aa the AA bit
 * @param tc the TC bit
 * @param bytes of the message
 */
record Observed(
        String rcode,
        boolean aa,
        boolean tc,
        int bytes,
        SortedSet<String> answer,
        SortedSet<String> authority,
        SortedSet<String> additional) {

    /** More steps than any server follows in earnest. */
    private static final int ALIASES_MAX = 4;

    /**
     * Reads a reply.
     *
     * @param origins of all zones that are served, with final dots
     */
    static Observed of(byte[] reply, Set<String> origins) throws IOException {
        Message message = new Message(reply);
        SortedSet<String> answer = section(message, Section.ANSWER);
        SortedSet<String> authority = section(message, Section.AUTHORITY);
        if (!answer.isEmpty()) authority.removeIf(line -> isOwnServers(line, origins));
        return new Observed(
                Rcode.string(message.getRcode()),
                message.getHeader().getFlag(Flags.AA),
                message.getHeader().getFlag(Flags.TC),
                reply.length,
                answer,
                authority,
                section(message, Section.ADDITIONAL));
    }

    private static boolean isOwnServers(String line, Set<String> origins) {
        String[] words = line.split(" ", 4);
        boolean servers =
                words[2].equals("NS") || (words[2].equals("RRSIG") && words[3].startsWith("NS "));
        return servers && origins.contains(words[0]);
    }

    private static SortedSet<String> section(Message message, int section) {
        SortedSet<String> lines = new TreeSet<>();
        for (Record r : message.getSection(section)) {
            if (r.getType() == Type.OPT || r.getType() == Type.TSIG) continue;
            String rdata = r.rdataToString();
            // The letters of text and base 64 mean something; elsewhere they are names.
            boolean exact =
                    r.getType() == Type.TXT
                            || r.getType() == Type.RRSIG
                            || r.getType() == Type.DNSKEY;
            lines.add(
                    r.getName().canonicalize()
                            + " "
                            + r.getTTL()
                            + " "
                            + Type.string(r.getType())
                            + " "
                            + (exact ? rdata : rdata.toLowerCase(Locale.ROOT)));
        }
        return lines;
    }

    /**
     * A chain of aliases that leads nowhere, which RFC 1034 3.6.2 only wants to be bounded: NSD
     * gives it up after one step where a DNAME feeds itself, Knot after five, BIND after eleven
     * with SERVFAIL.
     */
    boolean isEndlessChain() {
        return answer.stream().filter(r -> r.contains(" CNAME ")).count() > ALIASES_MAX;
    }

    /** What must be equal at the head of a message. */
    String head() {
        return rcode + (aa ? " aa" : "");
    }

    @Override
    public String toString() {
        return head()
                + (tc ? " tc" : "")
                + " "
                + bytes
                + " bytes"
                + "\n    answer     "
                + String.join("\n               ", answer)
                + "\n    authority  "
                + String.join("\n               ", authority)
                + "\n    additional "
                + String.join("\n               ", additional);
    }
}
