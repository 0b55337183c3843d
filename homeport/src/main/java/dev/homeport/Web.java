package dev.homeport;

import dev.homeport.config.Config;
import dev.homeport.config.HttpSettings;
import dev.homeport.http.HttpConfig;
import dev.homeport.http.HttpLimits;

import java.util.List;

/** The web server's settings in its own words. */
final class Web {
    private Web() {}

    static HttpConfig config(
            Config config, List<HttpConfig.Listener> listeners, Surroundings surroundings) {
        return new HttpConfig(
                listeners,
                limits(config.http().limits()),
                HttpConfig.Transport.BEST,
                Runtime.getRuntime().availableProcessors(),
                config.shutdownTimeout(),
                surroundings.clock());
    }

    private static HttpLimits limits(HttpSettings.Limits limits) {
        HttpLimits usual = HttpLimits.DEFAULT;
        return usual.withHead(
                        limits.requestLineBytesMax(),
                        limits.headerBytesMax(),
                        limits.headerCountMax())
                .withBodyBytesMax(Math.toIntExact(limits.bodyBytesMax()))
                .withTimeouts(
                        limits.headerTimeout(),
                        usual.bodyTimeout(),
                        limits.idleTimeout(),
                        usual.writeTimeout())
                .withHandlers(usual.handlers().withTimeout(limits.handlerTimeout()))
                .withLoad(limits.connectionsMax(), usual.requestsMax());
    }
}
