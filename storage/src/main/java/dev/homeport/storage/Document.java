package dev.homeport.storage;

/**
 * A document as it was read or written.
 *
 * @param id its name, unique in its collection; compares bytewise as UTF-8
 * @param version how often it was written, from 1
 * @param json its body, a JSON object
 */
public record Document(String id, long version, String json) {}
