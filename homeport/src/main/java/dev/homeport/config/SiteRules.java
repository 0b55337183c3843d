package dev.homeport.config;

import dev.homeport.http.files.FileRules;
import dev.homeport.http.files.Pages;
import dev.homeport.http.filter.AddressRules;
import dev.homeport.http.filter.CacheRules;
import dev.homeport.http.filter.Cors;
import dev.homeport.http.filter.FieldRules;
import dev.homeport.http.filter.Realm;
import dev.homeport.http.filter.Redirects;
import dev.homeport.http.filter.RequestRates;

import java.util.List;

/**
 * What a site does around its files and its application.
 *
 * @param pages what is shown where there is no file
 * @param fields what is said of caching, fields and other origins
 * @param redirects paths that lead elsewhere
 * @param addresses who may ask at all
 * @param rates how often
 * @param realms what only some users may ask for
 * @param transport what is done to keep the site behind TLS
 * @param securityHeaders whether the fields that make browsers careful are sent
 */
public record SiteRules(
        Pages pages,
        FileRules fields,
        Redirects redirects,
        AddressRules addresses,
        List<RequestRates.Rule> rates,
        List<Realm> realms,
        Transport transport,
        Switch securityHeaders) {

    /** What an empty table says. */
    public static final SiteRules USUAL =
            new SiteRules(
                    Pages.DEFAULT,
                    new FileRules(CacheRules.NONE, FieldRules.NONE, Cors.NONE),
                    new Redirects(List.of()),
                    new AddressRules(List.of()),
                    List.of(),
                    List.of(),
                    new Transport(Switch.OFF, ""),
                    Switch.ON);

    /**
     * How strictly a site is kept behind TLS.
     *
     * @param httpsOnly whether who asks in the clear is sent to HTTPS
     * @param strictTransportSecurity the field of that name (RFC 6797), empty for none
     */
    public record Transport(Switch httpsOnly, String strictTransportSecurity) {}

    public SiteRules {
        rates = List.copyOf(rates);
        realms = List.copyOf(realms);
    }
}
