package dev.homeport.app.gazette.product;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A page of the shop.
 *
 * @param products what is on it
 * @param categories every category there is
 * @param category the one that is shown, empty when all are
 * @param next the address of the next page, null when this is the last
 */
public record Shelf(
        List<Ware> products, List<String> categories, String category, @Nullable String next) {}
