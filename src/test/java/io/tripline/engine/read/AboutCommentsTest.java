package io.tripline.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.drl.DrlGenerator;
import io.tripline.drl.Generation;
import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.DrlCompiler;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.FieldPath;
import io.tripline.rule.Condition;
import io.tripline.rule.Detection;
import io.tripline.rule.LogSource;
import io.tripline.rule.Metadata;
import io.tripline.rule.Pattern;
import io.tripline.rule.Rule;
import io.tripline.rule.Test.Is;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** What a rule says of itself behind its logic is read as it was written. */
class AboutCommentsTest {

    private static String drl(String description, List<String> references, List<String> falsePositives, String note) {
        Metadata metadata = new Metadata(
                description,
                Metadata.Level.LOW,
                null,
                "stable",
                List.of("Ada"),
                List.of(),
                references,
                falsePositives,
                List.of(),
                List.of(),
                null,
                "2026-01-31",
                null,
                note,
                null);
        Condition condition = new Condition.FieldTest(new FieldPath("a"), new Is(List.of("b"), true));
        Rule rule = new Rule(
                "id",
                "Title: of it",
                metadata,
                new Pattern.EachMatch(new Detection("d", "c", LogSource.ANY, condition)),
                List.of(),
                List.of());
        return ((Generation.Written) DrlGenerator.generate(List.of(rule), "x.yml")).text();
    }

    private static Map<String, List<String>> metadata(String drl) {
        CompiledFile file = ((DrlCompiler.Result.Compiled) DrlCompiler.compile(new DrlSource("x.drl", drl))).file();
        return file.rules().getFirst().metadata();
    }

    @Test
    void textsOfSeveralLinesAndListsComeBack() {
        String description = "- not a list,\n\n  but a text: with\n    lines |\n|";
        List<String> references = List.of("https://example.org/a", "two\nlines: of one");
        String drl = drl(description, references, List.of("|", "A: b"), "## Triage\n\n1. look\n   // About \"x\":");

        Map<String, List<String>> read = metadata(drl);

        assertEquals(List.of(description), read.get("description"));
        assertEquals(references, read.get("references"));
        assertEquals(List.of("|", "A: b"), read.get("falsePositives"));
        assertEquals(List.of("## Triage\n\n1. look\n   // About \"x\":"), read.get("note"));
        assertEquals(List.of("Ada"), read.get("author"));
        assertEquals(List.of("stable"), read.get("status"));
        assertEquals(List.of("2026-01-31"), read.get("created"));
    }

    @Test
    void anEditOfTheCommentIsReadAndAnAnnotationCountsBeforeIt() {
        String drl = drl("Before.", List.of(), List.of(), "");

        assertEquals(
                List.of("After."), metadata(drl.replace("Before.", "After.")).get("description"));
        assertEquals(
                List.of("Of the rule."),
                metadata(drl.replace("    @level( \"low\" )", "    @description( \"Of the rule.\" )"))
                        .get("description"));
        assertEquals(
                List.of("yes"),
                metadata(drl.replace("//   Created:", "//   Seen in the field: yes\n//   Created:"))
                        .get("seenInTheField"));
    }

    @Property(tries = 200)
    void anyTextComesBack(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 60) String one,
            @ForAll @Size(max = 3)
                    List<@CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 30) String> items) {
        List<String> said = items.stream()
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
        Map<String, List<String>> read = metadata(drl(one + "\nx\n" + one, said, List.of(), ""));

        String lines = (one.stripTrailing() + "\nx\n" + one.stripTrailing()).strip();
        assertEquals(List.of(lines), read.get("description"));
        assertEquals(said.isEmpty() ? null : said, read.get("references"));
    }
}
