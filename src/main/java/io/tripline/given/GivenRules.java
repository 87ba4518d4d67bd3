package io.tripline.given;

import io.tripline.config.RuleParameters;
import io.tripline.dialect.Dialects;
import io.tripline.dialect.ParameterValues;
import io.tripline.engine.Engine;
import io.tripline.engine.LoadReport;
import io.tripline.engine.compile.DrlSource;
import io.tripline.list.ValueLists;
import io.tripline.live.rules.DrlChoice;
import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import io.tripline.translate.FoundRules;
import io.tripline.translate.RuleSource;
import io.tripline.translate.Translation;
import io.tripline.translate.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
 * @param lists folders of value lists; the first that has a list counts
 */
public record GivenRules(
        List<DrlSource> drl,
        Set<String> translated,
        List<String> refused,
        List<String> skipped,
        List<Problem> problems,
        List<Path> lists) {

    public GivenRules {
        drl = List.copyOf(drl);
        translated = Set.copyOf(translated);
        refused = List.copyOf(refused);
        skipped = List.copyOf(skipped);
        problems = List.copyOf(problems);
        lists = List.copyOf(lists);
    }

    /**
     * Reads files and folders, translates sources in memory, and takes of each source and the DRL beside it what {@link DrlChoice}
     * says. What stands in the server's folder is taken as a part of it, so that it is what the server runs.
     *
     * @param home the server's folder
     * @throws IOException a path is not there or cannot be read
     */
    public static GivenRules read(Collection<Path> paths, ServedRules home, RuleParameters parameters)
            throws IOException {
        return read(paths, home, parameters, () -> {});
    }

    /** @param afterEach told after each source that was translated */
    public static GivenRules read(
            Collection<Path> paths, ServedRules home, RuleParameters parameters, Runnable afterEach)
            throws IOException {
        FoundRules given = FoundRules.find(paths, home.folder());
        FoundRules files = withDrlBeside(paths, given, home).toldApart();
        return of(files, home.with(files.sources()), parameters::of, afterEach).withLists(lists(paths, home));
    }

    /** Beside what was given, then in the server's folder. */
    private static List<Path> lists(Collection<Path> paths, ServedRules home) {
        Set<Path> around = new LinkedHashSet<>();
        for (Path path : paths) {
            around.add(Files.isDirectory(path) ? path : path.toAbsolutePath().resolveSibling(""));
        }
        Path served = home.folder();
        if (served != null) {
            around.add(served);
        }
        return around.stream().map(folder -> folder.resolve(ValueLists.FOLDER)).toList();
    }

    private GivenRules withLists(List<Path> folders) {
        return new GivenRules(drl, translated, refused, skipped, problems, folders);
    }

    /** Of a source that was given alone, the DRL file beside it. */
    private static FoundRules withDrlBeside(Collection<Path> paths, FoundRules given, ServedRules home)
            throws IOException {
        Set<Path> all = new LinkedHashSet<>(paths);
        for (RuleSource source : given.sources()) {
            Path beside = Path.of(source.fileStem() + ".drl");
            if (Files.isRegularFile(beside)) {
                all.add(beside);
            }
        }
        return all.size() == paths.size() ? given : FoundRules.find(all, home.folder());
    }

    /**
     * Rule texts without files; the dialect is recognised.
     *
     * @param parameters of all of them
     */
    public static GivenRules ofTexts(List<SourceText> texts, ParameterValues parameters) {
        List<RuleSource> drl = new ArrayList<>();
        List<RuleSource> sources = new ArrayList<>();
        for (SourceText text : texts) {
            RuleSource whole = new RuleSource(text.file(), text);
            if (isDrl(text.text())) {
                drl.add(whole);
            } else {
                sources.addAll(FoundRules.parts(whole));
            }
        }
        return of(new FoundRules(sources, drl, List.of()), sources, source -> parameters, () -> {});
    }

    /** Every DRL file names its package, after comments; no other dialect has a line that begins so. */
    private static boolean isDrl(String text) {
        return text.lines().anyMatch(line -> line.strip().matches("package\\s+[\\w.]+\\s*;?"));
    }

    /** @param others what the sources may refer to */
    private static GivenRules of(
            FoundRules files,
            Collection<RuleSource> others,
            Function<RuleSource, ParameterValues> parameters,
            Runnable afterEach) {
        Map<String, RuleSource> drl = new LinkedHashMap<>();
        files.drl().forEach(file -> drl.put(file.fileStem(), file));
        Set<String> unreadable = new HashSet<>();
        files.problems().forEach(problem -> unreadable.add(problem.file()));
        Chosen chosen = new Chosen(files.problems());
        Translator translator = new Translator(Dialects.all().parsers(), parameters);
        for (Translation translation : translator.translate(files.sources(), others, afterEach)) {
            String stem = translation.source().fileStem();
            chosen.add(
                    translation,
                    DrlChoice.of(translation, drl.get(stem), unreadable.contains(stem + ".drl")),
                    drl.get(stem));
        }
        drl.values().forEach(file -> chosen.add(file, file.text()));
        return chosen.rules();
    }

    /** Rules of both. */
    public GivenRules and(GivenRules other) {
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
        List<Path> listsOfBoth = new ArrayList<>(lists);
        listsOfBoth.addAll(other.lists);
        return new GivenRules(all, translatedBoth, refusedBoth, skippedBoth, both, listsOfBoth);
    }

    /** Compiles all; what is broken does not run, and the report says why. */
    public LoadReport loadInto(Engine engine) {
        return loadInto(engine, () -> {});
    }

    /** @param afterEach told after each file */
    public LoadReport loadInto(Engine engine, Runnable afterEach) {
        engine.lists().lookIn(lists);
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
