package dev.homeport.app.problem;

import dev.homeport.storage.StoreProblem;

import java.time.Duration;

/** The one table from what went wrong below to what a client is told. */
public final class ProblemTable {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(60);

    private ProblemTable() {}

    /** What a client is told of {@code problem}; its own message is for logs, not for strangers. */
    public static Problem of(StoreProblem problem) {
        return switch (problem) {
            case StoreProblem.Conflict _ ->
                    Problem.of(409, "Somebody else changed this at the same time. Read it again.");
            case StoreProblem.Invalid _ -> Problem.of(422, "This cannot be stored as it is.");
            case StoreProblem.NoSpace _ ->
                    Problem.of(507, "There is no room to store this. Nothing was changed.");
            case StoreProblem.Unavailable _ ->
                    Problem.of(503, "The store is busy. Try again soon.").retryAfter(SOON);
            case StoreProblem.InUse _, StoreProblem.Newer _, StoreProblem.Damaged _ ->
                    Problem.of(503, "The store is out of order.").retryAfter(LATER);
        };
    }

    /** What a client is told of an answer that has a status of failure and says nothing more. */
    public static Problem of(int status) {
        return Problem.of(
                status,
                switch (status) {
                    case 400 -> "The request cannot be understood.";
                    case 403 -> "This is not allowed from where you are.";
                    case 404 -> "There is nothing under this address.";
                    case 405 -> "This address does not answer to that method; Allow says to which.";
                    case 413 -> "The request is larger than we take.";
                    case 429 -> "That was too much at once. Wait a little.";
                    case 503 -> "The server is busy. Try again soon.";
                    default ->
                            status < 500
                                    ? "The request was refused."
                                    : "Something failed on our side.";
                });
    }
}
