package dev.homeport.testkit;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The domains that are open in this JVM, and which of them a lookup is for: that of the test the
 * thread belongs to, since tests that run at once may serve the same name. Threads belong to the
 * test that started them. Thread-safe.
 */
final class JvmNames {
    private static final int ALIAS_STEPS_MAX = 8;
    private static final List<TestDomain> OPEN = new CopyOnWriteArrayList<>();
    private static final InheritableThreadLocal<@Nullable List<TestDomain>> OWN =
            new InheritableThreadLocal<>();

    private JvmNames() {}

    /** Opens {@code domain} for the JVM; this thread and those it starts see it first. */
    static void add(TestDomain domain) {
        OPEN.add(domain);
        List<TestDomain> own = new ArrayList<>(List.of(domain));
        List<TestDomain> before = OWN.get();
        if (before != null) own.addAll(before);
        OWN.set(List.copyOf(own));
    }

    static void remove(TestDomain domain) {
        OPEN.remove(domain);
        List<TestDomain> own = OWN.get();
        if (own == null) return;
        List<TestDomain> left = own.stream().filter(one -> one != domain).toList();
        if (left.isEmpty()) OWN.remove();
        else OWN.set(left);
    }

    /** {@code task} on a thread that belongs to {@code domain}. */
    static Runnable as(TestDomain domain, Runnable task) {
        return () -> {
            OWN.set(List.of(domain));
            task.run();
        };
    }

    /** The domain whose name server knows {@code host}; none when it is nobody's here. */
    static Optional<TestDomain> find(String host) throws UnknownHostException {
        String name = lower(host);
        List<TestDomain> own = OWN.get();
        if (own != null) {
            Optional<TestDomain> mine = closest(own.stream().filter(OPEN::contains), name);
            if (mine.isPresent()) return mine;
        }
        List<TestDomain> serving = OPEN.stream().filter(one -> serves(one, name)).toList();
        Optional<TestDomain> first = closest(serving.stream(), name);
        if (first.isEmpty()) return first;
        String served = first.get().name();
        if (serving.stream().filter(one -> one.name().equals(served)).count() > 1) {
            throw new UnknownHostException(
                    host
                            + ": several tests serve it at the same time, and this thread belongs to"
                            + " none of them; start the thread in the test, or give each test a"
                            + " domain of its own");
        }
        return first;
    }

    private static String lower(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static Optional<TestDomain> closest(Stream<TestDomain> domains, String name) {
        return domains.filter(one -> serves(one, name))
                .max((a, b) -> Integer.compare(a.name().length(), b.name().length()));
    }

    private static boolean serves(TestDomain domain, String name) {
        return name.equals(domain.name()) || name.endsWith("." + domain.name());
    }

    /** Asks the name server of {@code domain}, as a stub resolver does (RFC 1123 6.1). */
    static Stream<InetAddress> lookup(TestDomain domain, String host, LookupPolicy policy)
            throws UnknownHostException {
        List<InetAddress> found = new ArrayList<>();
        for (int type : types(policy.characteristics())) found.addAll(ask(domain, host, type));
        if (found.isEmpty()) throw new UnknownHostException(host + ": no address");
        return found.stream();
    }

    private static List<Integer> types(int policy) {
        boolean four = (policy & LookupPolicy.IPV4) != 0;
        boolean six = (policy & LookupPolicy.IPV6) != 0;
        if (!six) return List.of(Type.A);
        if (!four) return List.of(Type.AAAA);
        boolean sixFirst = (policy & LookupPolicy.IPV6_FIRST) != 0;
        return sixFirst ? List.of(Type.AAAA, Type.A) : List.of(Type.A, Type.AAAA);
    }

    private static List<InetAddress> ask(TestDomain domain, String host, int type)
            throws UnknownHostException {
        Message reply = send(domain, host, type);
        int rcode = reply.getRcode();
        if (rcode != Rcode.NOERROR) {
            throw new UnknownHostException(host + ": " + Rcode.string(rcode));
        }
        List<InetAddress> found = new ArrayList<>();
        Name end = question(reply);
        List<Record> answer = reply.getSection(Section.ANSWER);
        for (int step = 0; step < ALIAS_STEPS_MAX; step++) {
            Optional<CNAMERecord> alias = alias(answer, end);
            if (alias.isEmpty()) break;
            end = alias.get().getTarget();
        }
        for (Record record : answer) {
            if (record instanceof ARecord a) found.add(named(host, a.getAddress()));
            if (record instanceof AAAARecord six) found.add(named(host, six.getAddress()));
        }
        String target = TestNames.text(end);
        boolean leaves = found.isEmpty() && !answer.isEmpty() && !serves(domain, target);
        if (leaves) return elsewhere(host, target, type);
        return found;
    }

    private static Name question(Message reply) {
        Record question = reply.getQuestion();
        return question == null ? Name.root : question.getName();
    }

    private static Optional<CNAMERecord> alias(List<Record> answer, Name owner) {
        for (Record record : answer) {
            if (record instanceof CNAMERecord alias && alias.getName().equals(owner)) {
                return Optional.of(alias);
            }
        }
        return Optional.empty();
    }

    /** An alias may lead out of the domain, where others know more. */
    private static List<InetAddress> elsewhere(String host, String target, int type)
            throws UnknownHostException {
        List<InetAddress> found = new ArrayList<>();
        int bytes = type == Type.A ? 4 : 16;
        for (InetAddress address : InetAddress.getAllByName(target)) {
            if (address.getAddress().length == bytes) found.add(named(host, address));
        }
        return found;
    }

    private static InetAddress named(String host, InetAddress address) throws UnknownHostException {
        return InetAddress.getByAddress(host, address.getAddress());
    }

    private static Message send(TestDomain domain, String host, int type)
            throws UnknownHostException {
        try {
            Name name = Name.fromString(lower(host), Name.root);
            Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
            return Clients.stub(domain).send(query);
        } catch (TextParseException e) {
            throw new UnknownHostException(host + ": no name");
        } catch (IOException e) {
            var unknown = new UnknownHostException(host + ": " + e.getMessage());
            unknown.initCause(e);
            throw unknown;
        }
    }
}
