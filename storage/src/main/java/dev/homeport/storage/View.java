package dev.homeport.storage;

import java.util.List;
import java.util.Optional;

/** A consistent view of the store; valid only inside the work it was handed to, by one thread. */
public interface View {

    /** The document {@code id} of {@code collection}. */
    Optional<Document> get(Collection collection, String id) throws StoreProblem;

    /** Documents of {@code collection} in the order and range {@code scan} asks for. */
    List<Document> scan(Collection collection, Scan scan) throws StoreProblem;

    /** How many documents {@code collection} has. */
    long count(Collection collection) throws StoreProblem;
}
