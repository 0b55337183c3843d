import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks, or with {@code apply} rewrites, the format of every Java source below a folder.
 *
 * <p>A program of its own, run by Maven with the selected JDK, because google-java-format needs a
 * newer Java than the one Maven itself may run on.
 */
class Format {
    private static final Formatter FORMATTER =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    public static void main(String[] args) throws IOException {
        boolean apply = args[0].equals("apply");
        Path root = Path.of(args[1]);
        List<Path> wrong = sources(root).stream().filter(file -> isWrong(file, apply)).toList();
        wrong.forEach(f -> System.err.println((apply ? "formatted " : "not formatted: ") + root.relativize(f)));
        if (!wrong.isEmpty() && !apply) {
            System.err.println("apply the format with: mvn -N validate -Dformat=apply");
            System.exit(1);
        }
    }

    static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> f.toString().contains("/src/"))
                    .filter(f -> !root.relativize(f).toString().contains("target/"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isWrong(Path file, boolean apply) {
        try {
            String source = Files.readString(file);
            String formatted = format(source);
            if (source.equals(formatted)) return false;
            if (apply) Files.writeString(file, formatted);
            return true;
        } catch (FormatterException e) {
            System.err.println(file + ": " + e.getMessage());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot format " + file, e);
        }
    }

    private static String format(String source) throws FormatterException {
        String ordered = ImportOrderer.reorderImports(source, Style.AOSP);
        return FORMATTER.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
    }
}
