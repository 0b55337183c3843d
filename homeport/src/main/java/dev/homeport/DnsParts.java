package dev.homeport;

import dev.homeport.config.DnsExtensions;
import dev.homeport.config.DnsExtensions.Cookies;
import dev.homeport.dns.peer.CookieSecret;
import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.peer.ServerCookies;
import dev.homeport.dns.wire.Extensions;
import dev.homeport.dns.wire.Extensions.CookieDemand;

import java.util.List;

/** The living parts of the name server that a reload changes without a restart. Thread-safe. */
final class DnsParts {
    /** Where no secret is configured this one does, until the end of the process. */
    private final CookieSecret own;

    private final ReplyRates rates;
    private final ServerCookies cookies;
    private final CookieDemand demand;

    DnsParts(DnsExtensions settings, Surroundings surroundings) {
        own = CookieSecret.random(surroundings.random());
        rates = new ReplyRates(settings.rateLimits(), surroundings.random());
        cookies = new ServerCookies(surroundings.clock(), secrets(settings.cookies()));
        demand =
                settings.cookies().required().isOn()
                        ? CookieDemand.OF_WHO_SENDS_ONE
                        : CookieDemand.NONE;
    }

    private List<CookieSecret> secrets(Cookies settings) {
        if (!settings.enabled().isOn()) return List.of();
        return settings.secrets().isEmpty() ? List.of(own) : settings.secrets();
    }

    /** Other settings hold from now on; what was counted and what cookies say stays true. */
    void publish(DnsExtensions settings) {
        rates.publish(settings.rateLimits());
        cookies.publish(secrets(settings.cookies()));
    }

    Extensions extensions() {
        return new Extensions(rates, cookies, demand);
    }
}
