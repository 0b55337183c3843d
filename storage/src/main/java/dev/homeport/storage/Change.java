package dev.homeport.storage;

/**
 * One committed change of the store.
 *
 * @param sequence its place in the order of all changes; grows, may skip numbers
 * @param collection the collection's name
 * @param id the document's id
 * @param version the version it has now, 0 when it was deleted
 */
public record Change(long sequence, String collection, String id, long version) {}
