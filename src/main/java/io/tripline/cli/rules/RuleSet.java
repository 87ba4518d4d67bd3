package io.tripline.cli.rules;

import io.tripline.dialect.Dialects;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.dialect.RuleLibrary;
import io.tripline.dialect.RuleParser;
import io.tripline.drl.DrlGenerator;
import io.tripline.drl.Generation;
import io.tripline.engine.Engine;
import io.tripline.engine.LoadReport;
import io.tripline.engine.compile.DrlSource;
import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules as DRL texts.
 *
 * @param drl what runs
 * @param problems of sources that were translated; of the DRL, {@link #loadInto} tells
 * @param refused how many sources could not be translated
 */
public record RuleSet(List<DrlSource> drl, List<Problem> problems, int refused) {

    public RuleSet {
        drl = List.copyOf(drl);
        problems = List.copyOf(problems);
    }

    /** One text with its place below the rules folder. */
    private record Text(SourceText source, String below) {}

    /**
     * Reads files and translates sources in memory. A source with a DRL file beside it gives way to that, unless parameters
     * are set and nobody edited the DRL: then it is translated again, as {@code serve} does.
     *
     * @throws IOException a file cannot be read; its message begins with the path
     */
    public static RuleSet read(Collection<RuleFile> files, ParameterValues parameters) throws IOException {
        boolean parametersSet =
                !parameters.configured().isEmpty() || !parameters.byRule().isEmpty();
        Set<Path> taken = new HashSet<>();
        List<Text> drl = new ArrayList<>();
        List<Text> sources = new ArrayList<>();
        List<SourceText> library = new ArrayList<>();
        for (RuleFile file : files) {
            if (file.isDrl()) {
                continue;
            }
            Text source = text(file.path(), file.name(), file.below());
            library.add(source.source());
            Path beside = file.drl();
            Text edited = Files.isRegularFile(beside)
                    ? text(beside, RuleFile.drlName(file.name()), RuleFile.drlName(file.below()))
                    : null;
            if (edited == null
                    || parametersSet && DrlGenerator.isUnedited(edited.source().text())) {
                sources.add(source);
            } else {
                drl.add(edited);
            }
            taken.add(beside.toAbsolutePath().normalize());
        }
        for (RuleFile file : files) {
            if (file.isDrl() && taken.add(file.path().toAbsolutePath().normalize())) {
                drl.add(text(file.path(), file.name(), file.below()));
            }
        }
        return translated(drl, sources, parameters, new RuleLibrary(library));
    }

    /** Rule texts without files; the dialect is recognised. */
    public static RuleSet ofTexts(List<SourceText> texts, ParameterValues parameters) {
        List<Text> drl = new ArrayList<>();
        List<Text> sources = new ArrayList<>();
        for (SourceText source : texts) {
            Text text = new Text(source, source.file());
            (isDrl(source.text()) ? drl : sources).add(text);
        }
        return translated(drl, sources, parameters, new RuleLibrary(texts));
    }

    /** Rules of both. */
    public RuleSet and(RuleSet other) {
        List<DrlSource> all = new ArrayList<>(drl);
        all.addAll(other.drl);
        List<Problem> both = new ArrayList<>(problems);
        both.addAll(other.problems);
        return new RuleSet(all, both, refused + other.refused);
    }

    /** Every DRL file begins with a package, after comments; no other dialect has a line that begins so. */
    private static boolean isDrl(String text) {
        return text.lines().anyMatch(line -> line.strip().matches("package\\s+[\\w.]+\\s*;?"));
    }

    private static Text text(Path path, String name, String below) throws IOException {
        try {
            return new Text(new SourceText(name, Files.readString(path)), below);
        } catch (CharacterCodingException e) {
            throw new IOException(name + ": is not UTF-8", e);
        }
    }

    private static RuleSet translated(
            List<Text> drl, List<Text> sources, ParameterValues parameters, RuleLibrary library) {
        List<DrlSource> all = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        drl.forEach(text ->
                all.add(new DrlSource(text.source().file(), text.source().text())));
        int refused = 0;
        for (Text text : sources) {
            String translation = translate(text, parameters, library, problems);
            if (translation == null) {
                refused++;
            } else {
                all.add(new DrlSource(text.source().file(), translation));
            }
        }
        return new RuleSet(all, problems, refused);
    }

    private static @Nullable String translate(
            Text text, ParameterValues parameters, RuleLibrary library, List<Problem> problems) {
        String file = text.source().file();
        RuleParser parser = Dialects.all().choose(text.source());
        if (parser == null) {
            problems.add(Problem.ofFile(
                    Problem.Severity.ERROR, file, "is a rule in no dialect that is known", "Sigma, Elastic or DRL"));
            return null;
        }
        switch (parser.parse(text.source(), parameters, library)) {
            case Parsed.Rejected rejected -> {
                problems.addAll(rejected.problems());
                return null;
            }
            case Parsed.Accepted accepted -> {
                problems.addAll(accepted.problems());
                return switch (DrlGenerator.generate(accepted.rules(), text.below())) {
                    case Generation.Written written -> written.text();
                    case Generation.Refused refused -> {
                        problems.add(Problem.ofFile(Problem.Severity.ERROR, file, refused.reason(), null));
                        yield null;
                    }
                };
            }
        }
    }

    /** Compiles all; what is broken does not run, and the report says why. */
    public LoadReport loadInto(Engine engine) {
        return engine.load(drl);
    }
}
