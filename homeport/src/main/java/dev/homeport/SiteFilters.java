package dev.homeport;

import dev.homeport.config.SiteRules;
import dev.homeport.http.Filter;
import dev.homeport.http.Headers;
import dev.homeport.http.SecurityHeaders;
import dev.homeport.http.coding.ContentCoding;
import dev.homeport.http.files.ErrorPages;
import dev.homeport.http.files.LiveSite;
import dev.homeport.http.files.Pages;
import dev.homeport.http.files.SiteOptions;
import dev.homeport.http.filter.BasicAuth;
import dev.homeport.http.filter.HttpsRedirect;
import dev.homeport.http.filter.RequestRates;
import dev.homeport.http.filter.SiteFields;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Turns the rules of a site into the options its files are loaded with and the filters around it. A
 * site without rules has no filter, and a rule that can be followed at load is no filter either.
 */
final class SiteFilters {
    private static final int SECRET_BYTES = 32;

    private final SiteRules rules;
    private final Surroundings surroundings;
    private final IntSupplier httpsPort;

    SiteFilters(SiteRules rules, Surroundings surroundings, IntSupplier httpsPort) {
        this.rules = rules;
        this.surroundings = surroundings;
        this.httpsPort = httpsPort;
    }

    /** How the files are loaded. */
    SiteOptions files() {
        return SiteOptions.DEFAULT
                .withFields(usual())
                .withRules(rules.fields())
                .withPages(rules.pages());
    }

    /** What all answers of the site say unless they say something else. */
    private Headers usual() {
        Headers usual =
                rules.securityHeaders().isOn() ? SecurityHeaders.STRICT.fields() : Headers.none();
        String hsts = rules.transport().strictTransportSecurity();
        // Nothing but the redirect is answered in the clear, so all that has these fields is
        // secure.
        return hsts.isEmpty() ? usual : usual.and("strict-transport-security", hsts);
    }

    /** What happens around the application; files carry the same fields from the start. */
    List<Filter> aroundApplication() {
        List<Filter> filters = new ArrayList<>();
        if (rules.securityHeaders().isOn()) filters.add(SecurityHeaders.STRICT);
        if (!rules.fields().cache().rules().isEmpty()) filters.add(rules.fields().cache());
        filters.add(ContentCoding.DEFAULT);
        return filters;
    }

    /** What happens around the whole site, whose files are in {@code folder}, in this order. */
    List<Filter> aroundSite(LiveSite folder) {
        List<Filter> filters = new ArrayList<>();
        if (!rules.pages().errors().equals(Pages.DEFAULT.errors())) {
            filters.add(new ErrorPages(folder::current));
        }
        if (!rules.addresses().rules().isEmpty()) filters.add(rules.addresses());
        // Scripts may read that they ask too often or lack a password, so this comes before both.
        if (!rules.fields().cors().rules().isEmpty()) filters.add(rules.fields().cors());
        if (!rules.rates().isEmpty()) {
            filters.add(
                    new RequestRates(
                            rules.rates(), System::nanoTime, surroundings.random().nextLong()));
        }
        if (!rules.redirects().rules().isEmpty()) filters.add(rules.redirects());
        if (!rules.realms().isEmpty()) filters.add(passwords());
        boolean ownFields = !rules.fields().fields().rules().isEmpty();
        if (!filters.isEmpty() || ownFields || rules.transport().httpsOnly().isOn()) {
            filters.addFirst(new SiteFields(usual(), rules.fields().fields()));
        }
        if (rules.transport().httpsOnly().isOn()) filters.addFirst(new HttpsRedirect(httpsPort));
        return filters;
    }

    private BasicAuth passwords() {
        byte[] secret = new byte[SECRET_BYTES];
        surroundings.random().nextBytes(secret);
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new BasicAuth(rules.realms(), secret, System::nanoTime, half);
    }
}
