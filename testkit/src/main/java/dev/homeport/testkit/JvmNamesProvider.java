package dev.homeport.testkit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Resolves the names of open {@link TestDomain}s and leaves all others to the JDK (JEP 418). Found
 * by the JDK; nobody else needs it.
 */
public final class JvmNamesProvider extends InetAddressResolverProvider {

    /** For the service loader. */
    public JvmNamesProvider() {}

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver builtin = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                    throws UnknownHostException {
                if (NameCacheCheck.isProbe(host)) return Stream.of(NameCacheCheck.answer(host));
                Optional<TestDomain> domain = JvmNames.find(host);
                if (domain.isEmpty()) return builtin.lookupByName(host, policy);
                return JvmNames.lookup(domain.get(), host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return builtin.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "homeport-testkit";
    }
}
