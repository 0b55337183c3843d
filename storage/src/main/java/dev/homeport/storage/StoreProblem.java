package dev.homeport.storage;

/**
 * Why the store could not do what was asked; the message names place and remedy.
 *
 * <p>Each cause is a type of its own, so that a caller can tell a lost race from a full disk.
 */
public abstract sealed class StoreProblem extends Exception {
    private static final long serialVersionUID = 1;

    private StoreProblem(String message) {
        super(message);
    }

    private StoreProblem(String message, Throwable cause) {
        super(message, cause);
    }

    /** Another writer was first: read again and decide anew. */
    public static final class Conflict extends StoreProblem {
        private static final long serialVersionUID = 1;

        public Conflict(String message) {
            super(message);
        }
    }

    /** The document or the request does not fit the collection's declaration. */
    public static final class Invalid extends StoreProblem {
        private static final long serialVersionUID = 1;

        public Invalid(String message) {
            super(message);
        }
    }

    /** The data directory is in use by another process. */
    public static final class InUse extends StoreProblem {
        private static final long serialVersionUID = 1;

        public InUse(String message) {
            super(message);
        }
    }

    /** The file was written by a newer version of the program. */
    public static final class Newer extends StoreProblem {
        private static final long serialVersionUID = 1;

        public Newer(String message) {
            super(message);
        }
    }

    /** The file is damaged. */
    public static final class Damaged extends StoreProblem {
        private static final long serialVersionUID = 1;

        public Damaged(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The disk is full or refuses writes; what was acknowledged before is safe. */
    public static final class NoSpace extends StoreProblem {
        private static final long serialVersionUID = 1;

        public NoSpace(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The store is closed, too busy or out of reach: try again later. */
    public static final class Unavailable extends StoreProblem {
        private static final long serialVersionUID = 1;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }

        public Unavailable(String message) {
            super(message);
        }
    }
}
