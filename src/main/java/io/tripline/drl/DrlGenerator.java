package io.tripline.drl;

import io.tripline.drl.DrlFile.AccumulateImport;
import io.tripline.drl.DrlFile.Global;
import io.tripline.event.FieldPath;
import io.tripline.rule.Pattern;
import io.tripline.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns the rules of one source file into one DRL file. Stateless; never throws, for any rule. */
public final class DrlGenerator {

    private static final String FUNCTIONS = "io.tripline.engine.function.";

    /** The class of each accumulate function that a generated rule can use. */
    private static final Map<String, String> FUNCTION_TYPES = Map.ofEntries(
            Map.entry("averageOf", FUNCTIONS + "AverageFunction"),
            Map.entry("countDistinct", FUNCTIONS + "CountDistinctFunction"),
            Map.entry("distinctValues", FUNCTIONS + "DistinctFunction"),
            Map.entry("evidence", FUNCTIONS + "EvidenceFunction"),
            Map.entry("inOrder", FUNCTIONS + "InOrderFunction"),
            Map.entry("minutes", FUNCTIONS + "MinutesFunction"),
            Map.entry("percentile", FUNCTIONS + "PercentileFunction"),
            Map.entry("sequence", FUNCTIONS + "SequenceFunction"),
            Map.entry("sumOf", FUNCTIONS + "SumFunction"),
            Map.entry("times", FUNCTIONS + "TimesFunction"));

    private DrlGenerator() {}

    /**
     * @param rules of one source file, in its order
     * @param sourceFile path of the source below the rules folder, with slashes: package and streams are named after it
     */
    public static Generation generate(List<Rule> rules, String sourceFile) {
        return generate(rules, sourceFile, sourceFile);
    }

    /**
     * @param path of the DRL below the rules folder, with slashes and any ending: package and streams are named after it
     * @param sourceFile the file that the rules stand in
     */
    public static Generation generate(List<Rule> rules, String path, String sourceFile) {
        try {
            DrlFile file = file(rules, path, sourceFile);
            return new Generation.Written(file, Checksum.sealed(DrlPrinter.print(file)));
        } catch (Untranslatable e) {
            return new Generation.Refused(e.reason());
        }
    }

    private static DrlFile file(List<Rule> rules, String path, String sourceFile) {
        if (rules.isEmpty()) {
            throw new Untranslatable("there is no rule in the file");
        }
        Names ruleNames = new Names();
        Names streamNames = new Names();
        // titles first: no match rule may take the name of an alerting rule
        List<String> titles =
                rules.stream().map(rule -> ruleNames.rule(rule.title())).toList();
        List<DrlRule> all = new ArrayList<>();
        String base = DrlName.streamOf(path);
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            String stream = rules.size() == 1 ? base : streamNames.stream(base, rule.title());
            List<DrlRule> own =
                    rulesOf(rule, titles.get(i), stream, sourceFile, new CorrelationRules(ruleNames, streamNames));
            all.addAll(rules.size() == 1 ? own : introduced(own, rule));
        }
        Set<String> functions = new TreeSet<>();
        all.forEach(rule -> rule.when().forEach(conditional -> addFunctions(functions, conditional)));
        return new DrlFile(
                DrlHeader.of(rules, sourceFile, lists(all)),
                DrlName.packageOf(path),
                imports(all),
                functions.stream()
                        .map(function -> new AccumulateImport(type(function), function))
                        .toList(),
                globals(all),
                all);
    }

    /** The files of the lists that are asked. */
    private static Set<String> lists(List<DrlRule> rules) {
        Set<String> lists = new TreeSet<>();
        for (DrlRule rule : rules) {
            for (Conditional conditional : rule.when()) {
                if (conditional instanceof Conditional.EventPattern pattern) {
                    pattern.constraints().forEach(constraint -> addLists(lists, constraint));
                }
            }
        }
        return lists;
    }

    private static void addLists(Set<String> lists, Constraint constraint) {
        switch (constraint) {
            case Constraint.InList test ->
                lists.add("lists/" + test.list() + (test.columns().isEmpty() ? ".txt" : ".ndjson") + " (or .csv)");
            case Constraint.All(List<Constraint> parts) -> parts.forEach(part -> addLists(lists, part));
            case Constraint.Any(List<Constraint> parts) -> parts.forEach(part -> addLists(lists, part));
            case Constraint.AtLeast(int count, List<Constraint> parts) -> parts.forEach(part -> addLists(lists, part));
            case Constraint.AnyObject(FieldPath path, List<Constraint> parts) ->
                parts.forEach(part -> addLists(lists, part));
            case Constraint.Not(Constraint part) -> addLists(lists, part);
            case Constraint.Remarked(String remark, Constraint part) -> addLists(lists, part);
            case Constraint.Before test -> {}
            case Constraint.FieldTest test -> {}
            case Constraint.FieldRelation relation -> {}
            case Constraint.OriginTest test -> {}
            case Constraint.HasField test -> {}
            case Constraint.Within test -> {}
        }
    }

    private static List<DrlRule> rulesOf(
            Rule rule, String title, String stream, String sourceFile, CorrelationRules correlation) {
        Outlet outlet = new Outlet.Alerting(title, Annotations.of(rule, title, sourceFile));
        // what is counted has no fields but its group's
        Set<String> shown = rule.pattern() instanceof Pattern.Aggregation
                ? Set.of()
                : rule.overrides().fields().stream().map(FieldPath::text).collect(Collectors.toSet());
        correlation.add(rule.pattern(), stream, outlet, new TreeSet<>(shown));
        return correlation.rules();
    }

    /** In a file of several rules each begins with its own summary. */
    private static List<DrlRule> introduced(List<DrlRule> rules, Rule rule) {
        DrlRule first = rules.getFirst();
        List<String> comment = new ArrayList<>(List.of(DrlName.comment(rule.title()), ""));
        comment.addAll(DrlHeader.summary(rule.pattern()));
        comment.add("");
        comment.addAll(first.comment());
        List<DrlRule> all = new ArrayList<>(rules);
        all.set(0, new DrlRule(comment, first.name(), first.annotations(), first.when(), first.then()));
        return all;
    }

    private static String type(String function) {
        String type = FUNCTION_TYPES.get(function);
        if (type == null) {
            throw new IllegalStateException("no class for the function " + function);
        }
        return type;
    }

    private static void addFunctions(Set<String> names, Conditional conditional) {
        List<Conditional.Function> functions =
                switch (conditional) {
                    case Conditional.GroupBy groupBy -> groupBy.functions();
                    case Conditional.Accumulate accumulate -> accumulate.functions();
                    case Conditional.EventPattern pattern -> List.of();
                    case Conditional.StreamPattern pattern -> List.of();
                    case Conditional.Not not -> List.of();
                };
        functions.stream()
                .map(Conditional.Function::name)
                .filter(name -> !name.equals("count")) // Drools' own
                .forEach(names::add);
    }

    /** Only what the rules use. */
    private static List<String> imports(List<DrlRule> rules) {
        Set<String> imports = new TreeSet<>();
        for (DrlRule rule : rules) {
            switch (rule.then()) {
                case Action.WriteMatches write -> {
                    imports.add("io.tripline.event.Match");
                    imports.add("io.tripline.engine.Streams");
                }
                case Action.WriteFact write -> imports.add("io.tripline.engine.Streams");
                case Action.Remember remember -> imports.add("io.tripline.engine.Streams");
                case Action.Raise raise -> {
                    imports.add("io.tripline.alert.Alert");
                    imports.add("io.tripline.engine.Alerts");
                    if (raise.stream() != null) {
                        imports.add("io.tripline.engine.Streams");
                    }
                }
                case Action.WriteFound found -> {
                    imports.add("io.tripline.event.Match");
                    imports.add("io.tripline.engine.Streams");
                }
            }
            rule.when().forEach(conditional -> imports.addAll(facts(conditional)));
        }
        return List.copyOf(imports);
    }

    private static List<String> facts(Conditional conditional) {
        return switch (conditional) {
            case Conditional.EventPattern pattern -> List.of("io.tripline.event.Event");
            case Conditional.StreamPattern pattern -> List.of(typeOf(pattern));
            case Conditional.Not(Conditional.StreamPattern pattern) -> List.of(typeOf(pattern));
            case Conditional.GroupBy groupBy -> List.of(typeOf(groupBy.source()));
            case Conditional.Accumulate accumulate -> List.of(typeOf(accumulate.source()));
        };
    }

    private static String typeOf(Conditional.StreamPattern pattern) {
        return pattern.fact().equals("Alert") ? "io.tripline.alert.Alert" : "io.tripline.event.Match";
    }

    private static List<Global> globals(List<DrlRule> rules) {
        Map<String, Global> globals = new TreeMap<>();
        for (String type : imports(rules)) {
            if (type.startsWith("io.tripline.engine.")) {
                String simple = type.substring(type.lastIndexOf('.') + 1);
                globals.put(simple, new Global(simple, simple.equals("Alerts") ? "alerts" : "streams"));
            }
        }
        return List.copyOf(globals.values());
    }

    /** The package of the DRL of a source file: two files of one package cannot stand side by side. */
    public static String packageName(String sourceFile) {
        return DrlName.packageOf(sourceFile);
    }

    /** Whether a file's text is as it was generated. Line ends do not count; a text without a checksum was written by hand. */
    public static boolean isUnedited(String text) {
        return Checksum.isUnedited(text);
    }

    /** Whether a file holds a text; line ends do not count. */
    public static boolean isSame(String generated, String file) {
        return Checksum.normalised(file).equals(generated);
    }
}
