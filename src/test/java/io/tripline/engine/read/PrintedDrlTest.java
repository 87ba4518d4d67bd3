package io.tripline.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tripline.dialect.Dialects;
import io.tripline.dialect.ParameterValues;
import io.tripline.engine.DrlFiles;
import io.tripline.engine.compile.DrlSource;
import io.tripline.problem.SourceText;
import io.tripline.translate.FoundRules;
import io.tripline.translate.Translation;
import io.tripline.translate.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** The reader of printed DRL against Drools' parser: the same rules at the same places, or no opinion. */
class PrintedDrlTest {

    private static final Path CORPORA =
            Path.of(System.getenv().getOrDefault("TRIPLINE_SHARED", "../shared"), "corpora");

    static Stream<DrlSource> printed() {
        return DrlFiles.all().stream();
    }

    @ParameterizedTest
    @MethodSource("printed")
    void readsEveryFileThatWePrint(DrlSource source) {
        assertReadAlike(source.file(), source.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigmahq", "mdecrevoisier", "elastic", "auth0"})
    void readsWhatCorporaTranslateTo(String corpus) throws IOException {
        // Given
        Path folder = CORPORA.resolve(corpus);
        assumeTrue(Files.isDirectory(folder), "needs the corpora beside the project");
        FoundRules found = FoundRules.find(List.of(folder), folder);

        // When
        List<Translation> translations =
                new Translator(Dialects.all().parsers(), ParameterValues.NONE).translate(found.sources());

        // Then
        for (Translation translation : translations) {
            String drl = translation.drl();
            if (drl != null) {
                assertReadAlike(translation.source().relative(), drl);
            }
        }
    }

    private static void assertReadAlike(String file, String drl) {
        PackageDescr printed = PrintedDrl.read(drl);
        assertNotNull(printed, file);
        assertAlike(reading(drl, byDrools(drl)), reading(drl, printed), file);
    }

    /** By all that they say: what a test was compiled to is equal to nothing else. */
    private static void assertAlike(@Nullable Reading expected, @Nullable Reading read, String about) {
        String owed = said(expected);
        String came = said(read);
        int at = 0;
        while (at < owed.length() && at < came.length() && owed.charAt(at) == came.charAt(at)) {
            at++;
        }
        assertEquals(around(owed, at), around(came, at), about);
    }

    private static String said(@Nullable Reading reading) {
        return reading instanceof Reading.Read(RuleFile file, var notes)
                ? (file.rules().stream().map(PrintedDrlTest::said).collect(Collectors.joining("\n"))
                                + file.packageName()
                                + file.functions()
                                + file.windows()
                                + notes)
                        .replaceAll("@[0-9a-f]{1,8}\\b", "")
                : String.valueOf(reading);
    }

    private static String said(RuleFile.Rule rule) {
        return rule.name()
                + rule.line()
                + new TreeMap<>(rule.metadata())
                + rule.attributes()
                + rule.when()
                + rule.then()
                + rule.thenLine();
    }

    private static String around(String said, int at) {
        return said.substring(Math.max(0, at - 300), Math.min(said.length(), at + 300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rule \"x\" // why\nwhen",
                "rule \"x\\\" y\"\nwhen",
                "rule x\nwhen",
                "rule \"x\"\n    salience 10\nwhen",
                "rule \"x\"\n    @id( unquoted )\nwhen",
                "rule \"x\"\n    @id( 47end )\nwhen",
                "rule \"x\"\n    @id( \"a\" )\n    @id( \"b\" )\nwhen",
                "rule \"x\"\n    @id( name = \"a\" )\nwhen",
                "rule \"x\"\n    @true( \"a\" )\nwhen",
                "rule \"x\"\n    @null( \"a\" )\nwhen"
            })
    void hasNoOpinionOnOtherForms(String head) {
        assertNull(
                PrintedDrl.read(
                        "package a\n\ndialect \"mvel\"\n\n" + head
                                + "\n    $event : Event( field( \"a\" ).is( \"b\" ) )\nthen\n    alerts.raise( drools.getRule(), Alert.of( $event ) );\nend\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"package a .b", "package a.\nb", "package a\n\ndialect \"mvel\"\n\nimport java.util. List"})
    void hasNoOpinionOnABlankWithinAName(String head) {
        String dialect = head.contains("dialect") ? "" : "\n\ndialect \"mvel\"";
        assertNull(PrintedDrl.read(head + dialect
                + "\n\nrule \"x\"\nwhen\n    $event : Event()\nthen\n    alerts.raise( $event );\nend\n"));
    }

    @Test
    void aTextWithoutAnyRuleIsLeftToDrools() {
        assertNull(PrintedDrl.read("title: no DRL"));
        assertNull(PrintedDrl.read(""));
    }

    @Provide
    Arbitrary<String> mutants() {
        return Arbitraries.longs().map(seed -> MutatedDrlTest.mutant(new Random(seed)));
    }

    @Property(tries = 3_000)
    void readsAMutantAsDroolsDoesOrNotAtAll(@ForAll("mutants") String drl) {
        PackageDescr printed = PrintedDrl.read(drl);
        if (printed != null && reading(drl, printed) instanceof Reading.Read read) {
            assertAlike(reading(drl, byDrools(drl)), read, drl);
        }
    }

    private static @Nullable Reading reading(String drl, @Nullable PackageDescr parsed) {
        return parsed == null ? null : DrlReader.read(new SourceText("a/b.drl", drl), parsed);
    }

    private static @Nullable PackageDescr byDrools(String drl) {
        try {
            DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
            PackageDescr parsed = parser.parse(null, drl);
            return parser.hasErrors() ? null : parsed;
        } catch (DroolsParserException noDrl) {
            return null;
        }
    }
}
