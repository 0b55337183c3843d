package dev.homeport.app.gazette.product;

import java.util.Locale;

/**
 * A product as its pages show it.
 *
 * @param product the product
 */
public record Ware(Product product) {
    private static final int TEASER_CHARACTERS = 110;
    private static final long SCARCE = 5;

    /** What it is called in addresses. */
    public String id() {
        return product.id();
    }

    /** How often its record was written. */
    public long version() {
        return product.version();
    }

    /** What it is called. */
    public String name() {
        return product.details().name();
    }

    /** What it is filed under. */
    public String category() {
        return product.details().category();
    }

    /** The whole description. */
    public String description() {
        return product.details().description();
    }

    /** The beginning of the description, cut between words. */
    public String teaser() {
        String text = description();
        if (text.length() <= TEASER_CHARACTERS) return text;
        int end = text.lastIndexOf(' ', TEASER_CHARACTERS);
        if (end <= 0) end = text.offsetByCodePoints(0, TEASER_CHARACTERS / 2);
        return text.substring(0, end) + " …";
    }

    /** The price in euros. */
    public String price() {
        long cents = product.details().priceCents();
        long rest = cents % 100;
        return "€ " + grouped(cents / 100) + (rest < 10 ? ".0" : ".") + rest;
    }

    /** The formatter is for the few dear ones: it took a twentieth of a page's CPU time. */
    private static String grouped(long euros) {
        return euros < 1000 ? Long.toString(euros) : String.format(Locale.ROOT, "%,d", euros);
    }

    /** How many there are, in words. */
    public String stock() {
        long stock = product.details().stock();
        if (stock == 0) return "sold out";
        return stock <= SCARCE ? "only " + stock + " left" : stock + " in stock";
    }

    /** How well stocked it is: {@code none}, {@code low} or {@code good}. */
    public String level() {
        long stock = product.details().stock();
        if (stock == 0) return "none";
        return stock <= SCARCE ? "low" : "good";
    }
}
