package io.tripline.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.Dialects;
import io.tripline.dialect.ParameterValues;
import io.tripline.drl.DrlGenerator;
import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.DrlCompiler;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.lint.Lints;
import io.tripline.problem.Problem;
import io.tripline.problem.ProblemPrinter;
import io.tripline.translate.Translation.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Other people's rules: all are translated or refused with a reason, and what is translated compiles with hardly a word. */
class CorpusTranslationTest {

    /** Compiling all of them takes minutes; every so many says the same. */
    private static final int EVERY = Integer.getInteger("corpus.every", 100);

    private static final Lints LINTS = Lints.builtIn();

    private static Path corpora() {
        String named = System.getProperty("TRIPLINE_SHARED", System.getenv("TRIPLINE_SHARED"));
        Path corpora = Path.of(named == null ? "../shared" : named, "corpora");
        Assumptions.assumeTrue(Files.isDirectory(corpora), "no corpora at " + corpora);
        return corpora;
    }

    @Test
    void everyRuleIsTranslatedOrRefusedWithAReason() throws IOException {
        FoundRules files = FoundRules.find(List.of(corpora()), null);
        Translator translator = new Translator(Dialects.all().parsers(), ParameterValues.NONE);

        List<Translation> translations = translator.translate(files.sources());

        List<String> broken = new ArrayList<>();
        List<String> warned = new ArrayList<>();
        int compiled = 0;
        for (Translation translation : translations) {
            for (Translation.TranslatedRule rule : translation.rules()) {
                assertEquals(rule.status() == Status.EXACT, rule.reasons().isEmpty(), translation.source()::relative);
            }
            String drl = translation.drl();
            if (translation.isRefused()) {
                assertNull(drl);
                assertFalse(
                        translation.problems().stream()
                                .anyMatch(problem -> problem.message().contains("error of ours")),
                        translation.problems()::toString);
            } else if (drl != null) {
                assertTrue(DrlGenerator.isUnedited(drl));
                if (++compiled % EVERY == 0) {
                    compile(translation.source().relative(), drl, broken, warned);
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(warned.size() <= compiled / EVERY / 100, () -> String.join("\n", warned));
        assertTrue(compiled > 2800, "only " + compiled + " translated");
    }

    private static void compile(String name, String drl, List<String> broken, List<String> warned) {
        switch (DrlCompiler.compile(new DrlSource(name, drl))) {
            case DrlCompiler.Result.Broken(List<Problem> problems) -> broken.add(name + ": " + problems);
            case DrlCompiler.Result.Compiled(CompiledFile file) -> {
                LINTS.of(file).forEach(problem -> warned.add(ProblemPrinter.print(problem)));
                file.notes().stream()
                        .filter(note -> note.message().contains("interpreter"))
                        .forEach(note -> broken.add(ProblemPrinter.print(note)));
            }
        }
    }
}
