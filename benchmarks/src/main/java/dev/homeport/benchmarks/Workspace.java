package dev.homeport.benchmarks;

import dev.homeport.benchmarks.server.Content;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A temporary folder with what all servers serve; closing it removes the folder.
 *
 * @param folder where each server gets a folder of its own
 * @param content what is served
 */
record Workspace(Path folder, Content content) implements AutoCloseable {
    /**
     * Makes one.
     *
     * @param names of a large zone beside the demo's, 0 for none
     * @throws IOException if the demo cannot be copied
     */
    static Workspace create(Path demo, int names) throws IOException {
        Path folder = Files.createTempDirectory("homeport-benchmarks");
        // A cancelled run leaves nothing behind, or little: its servers are being ended meanwhile.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> removeWhatIsLeft(folder)));
        return new Workspace(folder, Content.copy(demo, folder).withLargeZone(names));
    }

    private static void removeWhatIsLeft(Path folder) {
        try {
            if (Files.exists(folder)) Files.walkFileTree(folder, new Removal());
        } catch (IOException e) {
            System.err.println("benchmarks: " + folder + " was not removed: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(folder, new Removal());
    }

    /** A server that ended only now may have removed a file of its own in between. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            if (problem instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
            throw problem;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
                throws IOException {
            if (problem != null) throw problem;
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
