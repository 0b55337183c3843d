package dev.homeport.dns.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The page of conformance names tests that exist, and every scenario. In its tables, the column
 * {@code test} holds names in backticks: scenarios, where an asterisk stands for the rest, classes,
 * methods as {@code Class.method}, and files of test resources.
 */
class ConformancePageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/conformance.md");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final int ROWS_MIN = 200;

    /** One row of a table: where it is and the names in its column of tests. */
    private record Row(int line, List<String> tests) {}

    private static List<Row> rows(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        int column = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("|")) {
                column = -1;
                continue;
            }
            List<String> cells =
                    Stream.of(lines.get(i).split("\\|", -1)).map(String::strip).toList();
            if (column < 0) column = cells.indexOf("test");
            else if (!lines.get(i).matches("[| -]+")) {
                String cell = column < cells.size() ? cells.get(column) : "";
                List<String> names = NAME.matcher(cell).results().map(r -> r.group(1)).toList();
                rows.add(new Row(i + 1, names));
            }
        }
        return rows;
    }

    /** The tests there are: scenarios, classes and files by their names. */
    private record Tests(Set<String> scenarios, Set<Path> sources, Set<String> resources) {
        static Tests find() throws IOException {
            Set<String> scenarios = new TreeSet<>();
            Set<Path> sources = new TreeSet<>();
            Set<String> resources = new TreeSet<>();
            for (Path module : modules()) {
                for (Path file : files(module.resolve("src/test/java"))) sources.add(file);
                for (Path file : files(module.resolve("src/test/resources"))) {
                    String name = file.getFileName().toString();
                    resources.add(name);
                    String ending = ".scenario";
                    if (name.endsWith(ending)) {
                        scenarios.add(name.substring(0, name.length() - ending.length()));
                    }
                }
            }
            return new Tests(scenarios, sources, resources);
        }

        private static List<Path> modules() throws IOException {
            try (Stream<Path> folders = Files.list(ROOT)) {
                return folders.filter(f -> Files.exists(f.resolve("pom.xml"))).toList();
            }
        }

        private static List<Path> files(Path folder) throws IOException {
            if (!Files.isDirectory(folder)) return List.of();
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile).toList();
            }
        }

        boolean knows(String name) throws IOException {
            if (name.contains("*")) return scenarios.stream().anyMatch(s -> matches(name, s));
            if (scenarios.contains(name) || resources.contains(name)) return true;
            String[] parts = name.split("\\.", 2);
            for (Path source : sources) {
                if (!source.endsWith(parts[0] + ".java")) continue;
                if (parts.length == 1) return true;
                Matcher method =
                        Pattern.compile("\\b" + Pattern.quote(parts[1]) + "\\(")
                                .matcher(Files.readString(source));
                if (method.find()) return true;
            }
            return false;
        }

        private static boolean matches(String pattern, String scenario) {
            int asterisk = pattern.indexOf('*');
            return scenario.startsWith(pattern.substring(0, asterisk))
                    && scenario.endsWith(pattern.substring(asterisk + 1));
        }
    }

    private static List<String> problems(List<String> lines) throws IOException {
        Tests tests = Tests.find();
        List<String> problems = new ArrayList<>();
        for (Row row : rows(lines)) {
            if (row.tests().isEmpty()) problems.add("line " + row.line() + " names no test");
            for (String name : row.tests()) {
                if (!tests.knows(name)) problems.add("line " + row.line() + ": no " + name);
            }
        }
        return problems;
    }

    @Test
    void everyRowNamesTestsThatExist() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        assertEquals(List.of(), problems(lines));
        assertTrue(rows(lines).size() >= ROWS_MIN, rows(lines).size() + " rows");
    }

    @Test
    void everyScenarioIsNamed() throws IOException {
        List<String> names =
                rows(Files.readAllLines(PAGE)).stream().flatMap(r -> r.tests().stream()).toList();
        List<String> missing = new ArrayList<>();
        for (String scenario : Tests.find().scenarios()) {
            boolean named =
                    names.stream()
                            .anyMatch(
                                    n ->
                                            n.equals(scenario)
                                                    || (n.contains("*")
                                                            && Tests.matches(n, scenario)));
            if (!named) missing.add(scenario);
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void whatIsNotThereIsFound() throws IOException {
        List<String> page =
                List.of(
                        "| section | rule | test | note |",
                        "|---|---|---|---|",
                        "| 1 | good | `nxdomain`, `dname-*`, `ScenarioTest`, `h1-cases.txt` | |",
                        "| 1 | good | `ConformancePageTest.whatIsNotThereIsFound` | `no` |",
                        "| 2 | bad | `nxdomains`, `dnames-*` | |",
                        "| 3 | bad | `ScenarioTests`, `ScenarioTest.nothingOfThisName` | |",
                        "| 4 | bad | none | |",
                        "",
                        "| what | why |",
                        "|---|---|",
                        "| `x` | `y` |");
        assertEquals(
                List.of(
                        "line 5: no nxdomains",
                        "line 5: no dnames-*",
                        "line 6: no ScenarioTests",
                        "line 6: no ScenarioTest.nothingOfThisName",
                        "line 7 names no test"),
                problems(page));
    }
}
