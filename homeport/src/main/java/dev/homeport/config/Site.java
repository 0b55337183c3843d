package dev.homeport.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One {@code [[site]]}: what the names of a host get. Names are lower-case ASCII, without a dot at
 * the end.
 */
public sealed interface Site {

    /** The name of the site. */
    String host();

    /** Further names that get the very same. */
    List<String> aliases();

    /** Where its certificate comes from. */
    Identity identity();

    /** The host and its aliases, the host first. */
    default List<String> hosts() {
        var hosts = new ArrayList<String>();
        hosts.add(host());
        hosts.addAll(aliases());
        return List.copyOf(hosts);
    }

    /**
     * A site with content.
     *
     * @param root the folder of its files, absolute
     * @param application the name of the application behind the files; empty for files alone
     * @param rules what is done around both
     */
    record Content(
            String host,
            List<String> aliases,
            Path root,
            String application,
            SiteRules rules,
            Identity identity)
            implements Site {
        public Content {
            aliases = List.copyOf(aliases);
        }

        /** The name of the application, if the site has one. */
        public Optional<String> findApplication() {
            return application.isEmpty() ? Optional.empty() : Optional.of(application);
        }
    }

    /**
     * A name that sends its visitors to another one, with the same path.
     *
     * @param target the host to go to
     */
    record Redirect(String host, List<String> aliases, String target, Identity identity)
            implements Site {
        public Redirect {
            aliases = List.copyOf(aliases);
        }
    }

    /** Where the certificate of a site comes from. */
    sealed interface Identity {
        /** The local authority issues it. */
        record LocalAuthority() implements Identity {}

        /**
         * It is read from PEM files.
         *
         * @param certificate the chain, leaf first, absolute
         * @param key the private key, absolute
         */
        record Files(Path certificate, Path key) implements Identity {}
    }
}
