import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Checks the bounds of our style on every Java source below a folder: a method has at most 40
 * lines, a file at most 400, a test never sleeps, and names of types and packages say what they
 * are about.
 */
class Tidy {
    private static final int METHOD_LINES_MAX = 40;
    private static final int FILE_LINES_MAX = 400;
    private static final String EMPTY_NAMES = ".*(Util|Utils|Manager|Helper|Common|Impl)$";

    private final Path root;
    private final List<String> problems = new ArrayList<>();

    Tidy(Path root) {
        this.root = root;
    }

    public static void main(String[] args) throws IOException {
        Tidy tidy = new Tidy(Path.of(args[0]));
        List<Path> files = sources(tidy.root);
        if (files.isEmpty()) return;
        tidy.checkFiles(files);
        tidy.checkMethods(files);
        tidy.problems.forEach(System.err::println);
        if (!tidy.problems.isEmpty()) System.exit(1);
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> f.toString().contains("/src/"))
                    .filter(f -> !root.relativize(f).toString().contains("target/"))
                    .sorted()
                    .toList();
        }
    }

    private void checkFiles(List<Path> files) throws IOException {
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > FILE_LINES_MAX) {
                report(file, 1, "has " + lines.size() + " lines, the bound is " + FILE_LINES_MAX);
            }
            String name = file.getFileName().toString().replace(".java", "");
            if (name.matches(EMPTY_NAMES)) report(file, 1, "the name says what kind it is, not what it is about");
            if (file.toString().contains("/src/test/")) checkSleeps(file, lines);
        }
    }

    private void checkSleeps(Path file, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("Thread.sleep(")) {
                report(file, i + 1, "a test waits for a condition (Awaitility), it does not sleep");
            }
        }
    }

    private void checkMethods(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, d -> {}, List.of(), null, units);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new MethodLines(unit, positions).scan(unit, null);
            }
        }
    }

    private final class MethodLines extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        MethodLines(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            if (method.getBody() != null) {
                // Javadoc and annotations do not count; the signature's last line and the body do.
                long first = line(positions.getStartPosition(unit, method.getBody()));
                long last = line(positions.getEndPosition(unit, method.getBody()));
                if (last - first + 1 > METHOD_LINES_MAX) {
                    report(
                            Path.of(unit.getSourceFile().toUri()),
                            first,
                            method.getName() + " has " + (last - first + 1) + " lines, the bound is "
                                    + METHOD_LINES_MAX);
                }
            }
            return super.visitMethod(method, unused);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }

    private void report(Path file, long line, String problem) {
        problems.add(root.relativize(file) + ":" + line + ": " + problem);
    }
}
