package io.tripline.translate;

import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.dialect.RuleParser;
import io.tripline.drl.DrlGenerator;
import io.tripline.drl.Generation;
import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import io.tripline.rule.Rule;
import io.tripline.translate.Translation.Status;
import io.tripline.translate.Translation.TranslatedRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates source rules to DRL text, in memory. Stateless; never throws for any text. */
public final class Translator {

    private final List<RuleParser> parsers;
    private final Function<RuleSource, ParameterValues> parameters;

    /** @param parameters the same values for every file */
    public Translator(List<RuleParser> parsers, ParameterValues parameters) {
        this(parsers, source -> parameters);
    }

    /** @param parameters the values of placeholders that hold for a file */
    public Translator(List<RuleParser> parsers, Function<RuleSource, ParameterValues> parameters) {
        this.parsers = List.copyOf(parsers);
        this.parameters = parameters;
    }

    /** Each file, in the order given; rules may refer to each other across all of them. */
    public List<Translation> translate(Collection<RuleSource> sources) {
        return translate(sources, sources);
    }

    /** @param library files that rules may refer to, though they are not translated themselves */
    public List<Translation> translate(Collection<RuleSource> sources, Collection<RuleSource> library) {
        return translate(sources, library, () -> {});
    }

    /** @param afterEach told after each file: many take their time */
    public List<Translation> translate(
            Collection<RuleSource> sources, Collection<RuleSource> library, Runnable afterEach) {
        OtherSources all =
                new OtherSources(library.stream().map(RuleSource::text).toList());
        List<Translation> translations = new ArrayList<>(sources.size());
        for (RuleSource source : sources) {
            translations.add(translate(source, all));
            afterEach.run();
        }
        Map<String, List<RuleSource>> byPackage = new HashMap<>();
        for (Translation translation : translations) {
            if (translation.drl() != null) {
                byPackage
                        .computeIfAbsent(packageOf(translation), name -> new ArrayList<>())
                        .add(translation.source());
            }
        }
        return translations.stream()
                .map(translation -> {
                    List<RuleSource> same = byPackage.getOrDefault(packageOf(translation), List.of());
                    return translation.drl() != null && same.size() > 1 ? colliding(translation, same) : translation;
                })
                .toList();
    }

    private static String packageOf(Translation translation) {
        return DrlGenerator.packageName(translation.source().relative());
    }

    private Translation translate(RuleSource source, OtherSources library) {
        RuleParser parser = parserOf(source);
        if (parser == null) {
            Problem problem = Problem.ofFile(
                    Severity.ERROR,
                    source.text().file(),
                    "no rule of a known dialect: " + String.join(", ", dialects()),
                    "Sigma rules have a 'detection' or a 'correlation', Elastic rules a [rule] table");
            return refused(source, "", "", "", "", List.of(problem));
        }
        if (parser.holdsNone(source.text().text())) {
            return Translation.skipped(source);
        }
        return switch (parsed(parser, source, library)) {
            case Parsed.Rejected(String type, String id, String title, List<Problem> problems) ->
                refused(source, parser.dialect(), type, id, title, problems);
            case Parsed.Accepted accepted -> generated(source, parser.dialect(), accepted);
        };
    }

    private List<String> dialects() {
        return parsers.stream().map(RuleParser::dialect).toList();
    }

    /** By the ending of the file's name if it has one; of several dialects with that ending the one that knows the text. */
    private @Nullable RuleParser parserOf(RuleSource source) {
        String name = source.relative().toLowerCase(Locale.ROOT);
        List<RuleParser> byEnding = parsers.stream()
                .filter(parser -> parser.extensions().stream().anyMatch(name::endsWith))
                .toList();
        List<RuleParser> candidates = byEnding.isEmpty() ? parsers : byEnding;
        for (RuleParser parser : candidates) {
            if (recognises(parser, source.text().text())) {
                return parser;
            }
        }
        return byEnding.size() == 1 ? byEnding.getFirst() : null;
    }

    private static boolean recognises(RuleParser parser, String text) {
        try {
            return parser.recognises(text);
        } catch (RuntimeException | StackOverflowError e) {
            return false;
        }
    }

    /** A dialect that breaks its promise costs its own rule and no other. */
    private Parsed parsed(RuleParser parser, RuleSource source, OtherSources library) {
        ParameterValues values = parameters.apply(source);
        try {
            return parser.parse(source.text(), values, library);
        } catch (RuntimeException | StackOverflowError e) {
            return new Parsed.Rejected("", "", "", List.of(failure(source, e)));
        }
    }

    private static Problem failure(RuleSource source, Throwable e) {
        return Problem.ofFile(
                Severity.ERROR,
                source.text().file(),
                "cannot be read because of an error of ours: " + e.getClass().getSimpleName()
                        + (e.getMessage() == null ? "" : ": " + e.getMessage()),
                "please report it with the rule");
    }

    private static Translation generated(RuleSource source, String dialect, Parsed.Accepted accepted) {
        List<Rule> rules = accepted.rules();
        if (rules.isEmpty()) {
            return new Translation(source, dialect, accepted.type(), List.of(), null, accepted.problems());
        }
        Generation generation;
        try {
            generation = DrlGenerator.generate(rules, source.relative(), source.file());
        } catch (RuntimeException | StackOverflowError e) {
            return withError(source, dialect, accepted, failure(source, e));
        }
        return switch (generation) {
            case Generation.Refused(String reason) ->
                withError(
                        source,
                        dialect,
                        accepted,
                        Problem.ofFile(Severity.ERROR, source.text().file(), reason, null));
            case Generation.Written written ->
                new Translation(
                        source,
                        dialect,
                        accepted.type(),
                        rules.stream().map(Translator::translated).toList(),
                        written.text(),
                        accepted.problems());
        };
    }

    private static TranslatedRule translated(Rule rule) {
        Status status = rule.restrictions().isEmpty() ? Status.EXACT : Status.APPROXIMATED;
        return new TranslatedRule(rule.id(), rule.title(), status, rule.restrictions(), rule.parameters());
    }

    private static Translation withError(RuleSource source, String dialect, Parsed.Accepted accepted, Problem error) {
        List<Problem> problems = new ArrayList<>(accepted.problems());
        problems.add(error);
        List<TranslatedRule> refused = accepted.rules().stream()
                .map(rule -> TranslatedRule.refused(rule.id(), rule.title(), reasons(List.of(error))))
                .toList();
        return new Translation(source, dialect, accepted.type(), refused, null, problems);
    }

    private static Translation refused(
            RuleSource source, String dialect, String type, String id, String title, List<Problem> problems) {
        TranslatedRule rule = TranslatedRule.refused(id, title, reasons(problems));
        return new Translation(source, dialect, type, List.of(rule), null, problems);
    }

    /** Line, column and message of each error. */
    private static List<String> reasons(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(problem -> {
                    String position = problem.line() == 0 ? "" : problem.line() + ":" + problem.column() + ": ";
                    return position + problem.message();
                })
                .toList();
    }

    private static Translation colliding(Translation translation, List<RuleSource> same) {
        RuleSource source = translation.source();
        Map<String, String> others = new TreeMap<>();
        same.stream()
                .filter(other -> !other.equals(source))
                .forEach(other -> others.put(other.shown(), other.drlFile()));
        String message = others.containsValue(source.drlFile())
                ? "would be written to " + source.drlFile() + ", like " + String.join(", ", others.keySet())
                : "would have the same package as " + String.join(", ", others.keySet());
        Problem error = Problem.ofFile(Severity.ERROR, source.text().file(), message, "give one of them another name");
        List<Problem> problems = new ArrayList<>(translation.problems());
        problems.add(error);
        List<TranslatedRule> refused = translation.rules().stream()
                .map(rule -> TranslatedRule.refused(rule.id(), rule.title(), List.of(message)))
                .toList();
        return new Translation(source, translation.dialect(), translation.type(), refused, null, problems);
    }
}
