package dev.homeport.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The native libraries that lie in jars, laid where a start finds them: unpacking and comparing
 * them took a good part of each start. The launcher passes the folder on as {@code
 * java.library.path} for Netty's, and under the names that SQLite and Brotli have for it.
 */
final class NativeLibraries {
    /** One library: as Netty and the others spell the processor, in this order. */
    private record Library(String resource, String file) {}

    private NativeLibraries() {}

    /**
     * Writes those of this machine into a folder. What is missing, there or in the jars, is not
     * missed: each library finds its own the long way.
     *
     * @param folder made where it is missing
     */
    static void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Library library : ofThisMachine()) {
            try (InputStream bytes =
                    NativeLibraries.class.getResourceAsStream("/" + library.resource())) {
                if (bytes == null) continue;
                Path target = folder.resolve(library.file());
                Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static List<Library> ofThisMachine() {
        if (!System.getProperty("os.name").equals("Linux")) return List.of();
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> linux("x86_64", "x86_64");
            case "aarch64" -> linux("aarch_64", "aarch64");
            default -> List.of();
        };
    }

    private static List<Library> linux(String netty, String others) {
        String tls = "libnetty_tcnative_linux_" + netty + ".so";
        String epoll = "libnetty_transport_native_epoll_" + netty + ".so";
        return List.of(
                new Library("META-INF/native/" + tls, tls),
                new Library("META-INF/native/" + epoll, epoll),
                new Library(
                        "org/sqlite/native/Linux/" + others + "/libsqlitejdbc.so",
                        "libsqlitejdbc.so"),
                new Library("lib/linux-" + others + "/libbrotli.so", "libbrotli.so"));
    }
}
