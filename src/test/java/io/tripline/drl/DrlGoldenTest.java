package io.tripline.drl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tripline.engine.DrlFiles;
import io.tripline.engine.compile.DrlCompiler;
import io.tripline.engine.compile.DrlSource;
import io.tripline.problem.Problem;
import io.tripline.problem.ProblemPrinter;
import io.tripline.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What rules look like that no source can say, {@code golden/drl/<case>/rule.drl}, which {@code -Dgolden.update} rewrites; and
 * what is so of every golden.
 */
class DrlGoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/drl");

    static Stream<String> cases() {
        return SampleRules.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void printsAsTheGoldenFile(String name) throws IOException {
        Path golden = GOLDEN.resolve(name).resolve("rule.drl");
        List<Rule> rules = SampleRules.named(name);

        Generation generation = DrlGenerator.generate(rules, "samples/" + name + ".yml");

        String text = assertInstanceOf(Generation.Written.class, generation).text();
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        }
        assertEquals(Files.readString(golden).replace("\r\n", "\n"), text);
    }

    static Stream<Named<DrlSource>> goldens() {
        return DrlFiles.goldens().stream().map(source -> Named.of(source.file(), source));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void theHeaderHasAtMostTenLinesBesideWhyItIsAnApproximationAndKnowsAnEdit(DrlSource source) {
        String text = source.text().replace("\r\n", "\n");

        List<String> header =
                text.lines().takeWhile(line -> line.startsWith("//")).toList();
        long others = header.stream()
                .takeWhile(line -> !line.startsWith("// An approximation: "))
                .count();
        assertTrue(others <= 10, () -> header + " is long");
        assertTrue(header.getLast().startsWith("// An edit is known by this checksum"), header::getLast);
        assertTrue(DrlGenerator.isUnedited(text));
        assertTrue(DrlGenerator.isUnedited(text.replace("\n", "\r\n")));
        assertTrue(!DrlGenerator.isUnedited(text.replaceFirst("\nend\n", "\n\nend\n")));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void theEngineCompilesItWithoutANote(DrlSource source) {
        DrlCompiler.Result result = DrlCompiler.compile(source);

        if (result instanceof DrlCompiler.Result.Broken(List<Problem> problems)) {
            fail(problems.stream().map(ProblemPrinter::print).collect(Collectors.joining("\n")));
        }
        assertEquals(
                List.of(),
                assertInstanceOf(DrlCompiler.Result.Compiled.class, result)
                        .file()
                        .notes());
    }

    @Test
    void everyGoldenFolderHasItsCase() throws IOException {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            Set<String> names = folders.map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(new TreeSet<>(SampleRules.all().keySet()), names);
        }
    }
}
