package dev.homeport.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Response;
import dev.homeport.storage.Store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.xbill.DNS.Name;

import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Every example of docs/testing.md compiles. */
class GuideTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\\n(.*?)```");
    private static final String IMPORTS =
            """
            import static org.junit.jupiter.api.Assertions.*;
            import dev.homeport.http.*;
            import dev.homeport.storage.*;
            import dev.homeport.testkit.*;
            import java.io.*;
            import java.net.*;
            import java.net.http.*;
            import java.nio.file.*;
            import java.time.*;
            import org.junit.jupiter.api.*;
            """;

    @Test
    void everyExampleCompiles(@TempDir Path folder) throws Exception {
        List<JavaFileObject> examples = new ArrayList<>();
        for (String code : examples()) {
            String name = code.replaceFirst("(?s).*?class (\\w+).*", "$1");
            examples.add(source(name, IMPORTS + code));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        boolean good =
                compiler.getTask(
                                problems,
                                null,
                                null,
                                List.of("-proc:none", "-cp", classPath(), "-d", folder.toString()),
                                null,
                                examples)
                        .call();
        assertTrue(good, problems.toString());
        assertEquals(4, examples.size());
    }

    private static List<String> examples() throws Exception {
        String guide = Files.readString(Path.of("../docs/testing.md"));
        return EXAMPLE.matcher(guide).results().map(match -> match.group(1)).toList();
    }

    /** What an author of tests has, wherever it is. */
    private static String classPath() {
        return Stream.of(
                        TestDomain.class,
                        Response.class,
                        Store.class,
                        Test.class,
                        AssertionFailedError.class,
                        Name.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static JavaFileObject source(String name, String text) {
        URI uri = URI.create("string:///" + name + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
