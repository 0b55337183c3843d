package dev.homeport.dns.answer;

import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.dnssec.ValidatingResolver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** dnsjava's validator with our answers for its source, trusting a zone's own keys. */
final class Validator {
    private final ValidatingResolver resolver;

    private Validator(ValidatingResolver resolver) {
        this.resolver = resolver;
    }

    static Validator of(Name trusted, Function<Message, Message> source) throws IOException {
        ValidatingResolver resolver = new ValidatingResolver(new Source(source));
        StringBuilder anchors = new StringBuilder();
        SignedZones.text(trusted.toString())
                .lines()
                .filter(l -> l.startsWith(trusted + " 3600 IN DNSKEY"))
                .forEach(l -> anchors.append(l).append('\n'));
        resolver.loadTrustAnchors(
                new ByteArrayInputStream(anchors.toString().getBytes(StandardCharsets.US_ASCII)));
        return new Validator(resolver);
    }

    /** The answer as a validating resolver hands it on: with AD, without, or SERVFAIL. */
    Message judge(Name name, int type) throws IOException {
        return resolver.send(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
    }

    /** Just enough of a resolver to be one. */
    private record Source(Function<Message, Message> source) implements Resolver {
        @Override
        public CompletionStage<Message> sendAsync(
                Message query, java.util.concurrent.Executor executor) {
            // The validator expects of who is behind it to add the OPT record.
            Message asked = query.clone();
            if (asked.getOPT() == null) {
                asked.addRecord(new OPTRecord(1232, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
            }
            return CompletableFuture.completedFuture(source.apply(asked));
        }

        @Override
        public void setPort(int port) {}

        @Override
        public void setTCP(boolean flag) {}

        @Override
        public void setIgnoreTruncation(boolean flag) {}

        @Override
        public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {}

        @Override
        public void setTSIGKey(TSIG key) {}

        @Override
        public void setTimeout(Duration timeout) {}
    }
}
