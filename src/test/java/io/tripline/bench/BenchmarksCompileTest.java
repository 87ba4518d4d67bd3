package io.tripline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks are built by hand and seldom; they compile all the same. What has a pom of its own has libraries of its own, too. */
class BenchmarksCompileTest {

    private static final Path BENCHMARKS = Path.of("bench");

    @Test
    void theyCompile(@TempDir Path classes) throws IOException {
        // Given
        List<Path> sources;
        try (Stream<Path> found = Files.walk(BENCHMARKS)) {
            sources = found.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> Files.notExists(file.resolveSibling("pom.xml")))
                    .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();

        // When
        try (StandardJavaFileManager files = compiler.getStandardFileManager(said, null, null)) {
            compiler.getTask(
                            null,
                            files,
                            said,
                            List.of(
                                    "-proc:none",
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }

        // Then
        assertEquals(
                List.of(),
                said.getDiagnostics().stream()
                        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                        .toList());
    }
}
