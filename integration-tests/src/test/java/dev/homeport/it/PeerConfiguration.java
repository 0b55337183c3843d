package dev.homeport.it;

import java.nio.file.Path;
import java.util.List;

/**
 * Configuration texts that make the peers say all they can say and limit nothing: no minimal
 * responses, no rate limits, datagrams up to 1232 bytes.
 */
final class PeerConfiguration {
    private PeerConfiguration() {}

    static String of(
            Peer.Program program, Path folder, Path zones, List<String> origins, int port) {
        return switch (program) {
            case NSD -> nsd(folder, zones, origins, port);
            case KNOT -> knot(folder, zones, origins, port);
            case BIND -> bind(folder, zones, origins, port);
        };
    }

    private static String nsd(Path folder, Path zones, List<String> origins, int port) {
        StringBuilder text =
                new StringBuilder(
                        """
                        server:
                          ip-address: 127.0.0.1@%2$d
                          username: ""
                          zonesdir: "%1$s"
                          pidfile: ""
                          zonelistfile: "%1$s/zone.list"
                          xfrdfile: ""
                          xfrdir: "%1$s"
                          server-count: 1
                          rrl-ratelimit: 0
                          rrl-whitelist-ratelimit: 0
                          ipv4-edns-size: 1232
                          minimal-responses: no
                          refuse-any: no
                          verbosity: 0
                        remote-control:
                          control-enable: no
                        """
                                .formatted(folder, port));
        for (String origin : origins) {
            text.append(
                    "zone:\n  name: \"%s\"\n  zonefile: \"%s\"\n"
                            .formatted(origin, zones.resolve(origin + ".zone")));
        }
        return text.toString();
    }

    private static String knot(Path folder, Path zones, List<String> origins, int port) {
        StringBuilder text =
                new StringBuilder(
                        """
                        server:
                            listen: 127.0.0.1@%2$d
                            rundir: "%1$s"
                            udp-workers: 1
                            tcp-workers: 1
                            background-workers: 1
                            udp-max-payload: 1232
                        database:
                            storage: "%1$s"
                        log:
                          - target: stderr
                            any: warning
                        template:
                          - id: default
                            storage: "%3$s"
                            file: "%%s.zone"
                            semantic-checks: off
                            journal-content: none
                            zonefile-sync: -1
                        zone:
                        """
                                .formatted(folder, port, zones));
        for (String origin : origins) text.append("  - domain: ").append(origin).append('\n');
        return text.toString();
    }

    private static String bind(Path folder, Path zones, List<String> origins, int port) {
        StringBuilder text =
                new StringBuilder(
                        """
                        controls {};
                        options {
                          directory "%1$s";
                          listen-on port %2$d { 127.0.0.1; };
                          listen-on-v6 { none; };
                          pid-file none;
                          session-keyfile "%1$s/session.key";
                          managed-keys-directory "%1$s";
                          recursion no;
                          allow-query { any; };
                          minimal-responses no-auth;
                          minimal-any no;
                          max-udp-size 1232;
                          edns-udp-size 1232;
                          notify no;
                          check-integrity no;
                          check-names primary ignore;
                          check-mx-cname ignore;
                          check-srv-cname ignore;
                          dnssec-validation no;
                          empty-zones-enable no;
                          answer-cookie no;
                          querylog no;
                        };
                        """
                                .formatted(folder, port));
        for (String origin : origins) {
            text.append(
                    "zone \"%s\" { type primary; file \"%s\"; };\n"
                            .formatted(origin, zones.resolve(origin + ".zone")));
        }
        return text.toString();
    }
}
