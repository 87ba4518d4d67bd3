package io.tripline.cli.rules;

import io.tripline.config.RuleParameters;
import io.tripline.dialect.Dialects;
import io.tripline.dialect.ParameterValues;
import io.tripline.drl.DrlGenerator;
import io.tripline.engine.Engine;
import io.tripline.engine.LoadReport;
import io.tripline.engine.compile.DrlSource;
import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import io.tripline.translate.RuleFiles;
import io.tripline.translate.RuleSource;
import io.tripline.translate.Translation;
import io.tripline.translate.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Rules as DRL texts.
 *
 * @param drl what runs
 * @param translated names of the sources whose DRL was made in memory: no file has its lines
 * @param refused names of the files that could not be read or translated
 * @param skipped names of the files that hold nothing like a rule
 * @param problems of those, and warnings of translated ones; of the DRL, {@link #loadInto} tells
 */
public record RuleSet(
        List<DrlSource> drl,
        Set<String> translated,
        List<String> refused,
        List<String> skipped,
        List<Problem> problems) {

    public RuleSet {
        drl = List.copyOf(drl);
        translated = Set.copyOf(translated);
        refused = List.copyOf(refused);
        skipped = List.copyOf(skipped);
        problems = List.copyOf(problems);
    }

    /**
     * Reads files and folders and translates sources in memory. A source with a DRL file beside it gives way to that, unless
     * parameters are set and nobody edited the DRL: then it is translated again, as {@code serve} does.
     *
     * @throws IOException a path is not there or cannot be read
     */
    public static RuleSet read(Collection<Path> paths, RuleParameters parameters) throws IOException {
        return read(paths, parameters, () -> {});
    }

    /** @param afterEach told after each source that was translated */
    public static RuleSet read(Collection<Path> paths, RuleParameters parameters, Runnable afterEach)
            throws IOException {
        RuleFiles given = RuleFiles.find(paths, null);
        RuleFiles files = withDrlBeside(paths, given).toldApart();
        Map<String, RuleSource> drl = new HashMap<>();
        for (RuleSource file : files.drl()) {
            drl.put(stem(file.text().file()), file);
        }
        List<RuleSource> sources = new ArrayList<>();
        for (RuleSource source : files.sources()) {
            RuleSource edited = drl.get(stem(source.text().file()));
            if (edited == null) {
                sources.add(source);
            } else if (parameters.of(source).isSet()
                    && DrlGenerator.isUnedited(edited.text().text())) {
                sources.add(source);
                drl.remove(stem(source.text().file()));
            }
        }
        List<RuleSource> kept = files.drl().stream()
                .filter(file -> drl.containsKey(stem(file.text().file())))
                .toList();
        return of(kept, sources, files.sources(), parameters::of, files.problems(), afterEach);
    }

    /** Of a source that was given alone, the DRL file beside it. */
    private static RuleFiles withDrlBeside(Collection<Path> paths, RuleFiles given) throws IOException {
        Set<Path> all = new LinkedHashSet<>(paths);
        for (RuleSource source : given.sources()) {
            Path beside = Path.of(stem(source.text().file()) + ".drl");
            if (Files.isRegularFile(beside)) {
                all.add(beside);
            }
        }
        return all.size() == paths.size() ? given : RuleFiles.find(all, null);
    }

    private static String stem(String file) {
        int dot = file.lastIndexOf('.');
        return dot > file.lastIndexOf('/') + 1 ? file.substring(0, dot) : file;
    }

    /**
     * Rule texts without files; the dialect is recognised.
     *
     * @param parameters of all of them
     */
    public static RuleSet ofTexts(List<SourceText> texts, ParameterValues parameters) {
        List<RuleSource> drl = new ArrayList<>();
        List<RuleSource> sources = new ArrayList<>();
        for (SourceText text : texts) {
            (isDrl(text.text()) ? drl : sources).add(new RuleSource(text.file(), text));
        }
        return of(drl, sources, sources, source -> parameters, List.of(), () -> {});
    }

    /** Every DRL file names its package, after comments; no other dialect has a line that begins so. */
    private static boolean isDrl(String text) {
        return text.lines().anyMatch(line -> line.strip().matches("package\\s+[\\w.]+\\s*;?"));
    }

    private static RuleSet of(
            List<RuleSource> drl,
            List<RuleSource> sources,
            List<RuleSource> library,
            Function<RuleSource, ParameterValues> parameters,
            List<Problem> unreadable,
            Runnable afterEach) {
        List<DrlSource> texts = new ArrayList<>();
        drl.forEach(
                file -> texts.add(new DrlSource(file.text().file(), file.text().text())));
        List<Problem> problems = new ArrayList<>(unreadable);
        Set<String> translated = new LinkedHashSet<>();
        Set<String> refused = new LinkedHashSet<>();
        List<String> skipped = new ArrayList<>();
        unreadable.forEach(problem -> refused.add(problem.file()));
        Translator translator = new Translator(Dialects.all().parsers(), parameters);
        for (Translation translation : translator.translate(sources, library, afterEach)) {
            String file = translation.source().text().file();
            problems.addAll(translation.problems());
            if (translation.drl() != null) {
                texts.add(new DrlSource(file, translation.drl()));
                translated.add(file);
            } else if (translation.isRefused()) {
                refused.add(file);
            } else if (translation.isSkipped()) {
                skipped.add(file);
            }
        }
        return new RuleSet(texts, translated, List.copyOf(refused), skipped, problems);
    }

    /** Rules of both. */
    public RuleSet and(RuleSet other) {
        List<DrlSource> all = new ArrayList<>(drl);
        all.addAll(other.drl);
        Set<String> translatedBoth = new LinkedHashSet<>(translated);
        translatedBoth.addAll(other.translated);
        List<String> refusedBoth = new ArrayList<>(refused);
        refusedBoth.addAll(other.refused);
        List<Problem> both = new ArrayList<>(problems);
        both.addAll(other.problems);
        List<String> skippedBoth = new ArrayList<>(skipped);
        skippedBoth.addAll(other.skipped);
        return new RuleSet(all, translatedBoth, refusedBoth, skippedBoth, both);
    }

    /** Compiles all; what is broken does not run, and the report says why. */
    public LoadReport loadInto(Engine engine) {
        return loadInto(engine, () -> {});
    }

    /** @param afterEach told after each file */
    public LoadReport loadInto(Engine engine, Runnable afterEach) {
        LoadReport report = engine.load(drl, afterEach);
        return new LoadReport(
                report.live(),
                report.broken(),
                report.clashing(),
                report.problems().stream().map(this::placed).toList());
    }

    /** A line of DRL that no file has would be taken for one of the source; the text that is meant takes its place. */
    private Problem placed(Problem problem) {
        String line = problem.sourceLine();
        if (!translated.contains(problem.file()) || problem.line() == 0) {
            return problem;
        }
        String where = line == null ? "" : "; in its DRL: " + line.strip();
        return Problem.ofFile(problem.severity(), problem.file(), problem.message() + where, problem.wayOut());
    }
}
