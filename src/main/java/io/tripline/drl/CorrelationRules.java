package io.tripline.drl;

import io.tripline.drl.Action.Carried;
import io.tripline.drl.Action.FindingSpec;
import io.tripline.drl.Action.MatchKey;
import io.tripline.drl.Action.MatchSpec;
import io.tripline.drl.Action.Role;
import io.tripline.drl.Conditional.EventPattern;
import io.tripline.drl.Conditional.Part;
import io.tripline.drl.Conditional.StreamPattern;
import io.tripline.event.FieldPath;
import io.tripline.event.Stage;
import io.tripline.rule.Detection;
import io.tripline.rule.GroupBy;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one pattern: match rules that write to a stream, then the rules that look at the stream. A correlation of
 * correlations is the same again: the inner one writes what it found to a stream of its own, and one more rule takes it from
 * there to the outer stream, under the outer key.
 */
final class CorrelationRules {

    private static final int DEEPEST = 8;
    private static final int MOST_RULES = 2000;
    private static final int MOST_COMMENT_LINES = 3;

    private final Names ruleNames;
    private final Names streamNames;
    private final List<DrlRule> rules = new ArrayList<>();

    CorrelationRules(Names ruleNames, Names streamNames) {
        this.ruleNames = ruleNames;
        this.streamNames = streamNames;
    }

    List<DrlRule> rules() {
        return rules;
    }

    /**
     * @param stream where the matches of the pattern go
     * @param shown fields that its alerts look at
     */
    void add(Pattern pattern, String stream, Outlet outlet, Set<String> shown) {
        add(pattern, stream, outlet, shown, 0);
    }

    /** @param shown fields that the correlation around this one needs of its matches */
    private void add(Pattern pattern, String stream, Outlet outlet, Set<String> shown, int depth) {
        if (depth > DEEPEST) {
            throw new Untranslatable("correlations are nested deeper than " + DEEPEST + " levels");
        }
        switch (pattern) {
            case Pattern.EachMatch(Detection detection) -> eachMatch(detection, outlet);
            case Pattern.Suppressed suppressed -> {
                Inputs inputs = new Inputs(stream, SuppressedRules.groups(suppressed), List.of(), shown, depth);
                inputs.ofAlerts().add(List.of(suppressed.input()), input -> new Role.Plain());
                rules.addAll(SuppressedRules.of(suppressed, stream, outlet, ruleNames));
            }
            case Pattern.Aggregation aggregation -> {
                Measures measures = new Measures(aggregation.having(), aggregation.collect());
                Inputs inputs = new Inputs(stream, aggregation.groupBy(), measures.carried(), shown, depth);
                inputs.add(aggregation.over(), input -> new Role.Plain());
                rules.addAll(AggregationRules.of(aggregation, measures, stream, outlet, ruleNames));
            }
            case Pattern.Temporal temporal -> {
                List<String> names = TemporalRules.distinctNames(temporal.inputs());
                Inputs inputs = new Inputs(stream, temporal.groupBy(), List.of(), shown, depth);
                inputs.add(temporal.inputs(), input -> new Role.OfRule(names.get(input)));
                rules.add(TemporalRules.anyOrder(temporal, names, stream, outlet));
            }
            case Pattern.TemporalOrdered ordered -> {
                int last = ordered.inputs().size() - 1;
                Inputs inputs = new Inputs(stream, ordered.groupBy(), List.of(), shown, depth);
                if (last >= Stage.MOST_STEPS) {
                    throw new Untranslatable("an order of more than " + Stage.MOST_STEPS + " steps");
                }
                inputs.add(ordered.inputs(), input -> new Role.InOrder(Stage.step(input + 1, input == last)));
                rules.add(TemporalRules.inOrder(ordered, stream, outlet));
            }
            case Pattern.Sequence sequence -> {
                SequenceRules.check(sequence);
                Inputs inputs = new Inputs(stream, sequence.groupBy(), List.of(), shown, depth);
                SequenceRules.written(sequence, stream).forEach(inputs::add);
                rules.add(SequenceRules.of(sequence, stream, outlet));
            }
            case Pattern.NewTerms newTerms -> {
                List<GroupBy> terms = newTerms.fields().stream()
                        .map(field -> new GroupBy(field.text(), List.of(field), true))
                        .toList();
                Inputs inputs = new Inputs(stream, terms, List.of(), shown, depth);
                inputs.add(List.of(new Input.Events(newTerms.detection())), input -> new Role.Plain());
                rules.addAll(NewTermsRules.of(newTerms, stream, outlet, ruleNames));
            }
        }
        if (rules.size() > MOST_RULES) {
            throw new Untranslatable("the rule becomes more than " + MOST_RULES + " DRL rules");
        }
    }

    private void eachMatch(Detection detection, Outlet outlet) {
        rules.add(new DrlRule(
                List.of(DrlName.comment("Every event that matches: " + detection.clause() + ".")),
                outlet.ruleName(),
                outlet.annotations(),
                List.of(eventPattern(detection)),
                outlet.found(null, new FindingSpec(null, "$event", List.of()))));
    }

    static EventPattern eventPattern(Detection detection) {
        return new EventPattern("$event", DrlConditions.constraints(detection.logSource(), detection.condition()));
    }

    /** The match rules of one correlation. */
    private final class Inputs {

        private final String stream;
        private final List<GroupBy> groupBy;
        private final List<Carried> measured;
        private final Set<String> shown;
        private final int depth;
        private boolean ofAlerts;

        Inputs(String stream, List<GroupBy> groupBy, List<Carried> measured, Set<String> shown, int depth) {
            this.stream = stream;
            this.groupBy = groupBy;
            this.measured = measured;
            this.shown = shown;
            this.depth = depth;
        }

        /** What is found is looked at as an alert of it is: with the fields that its events have alike. */
        Inputs ofAlerts() {
            ofAlerts = true;
            return this;
        }

        void add(List<Input> inputs, java.util.function.IntFunction<Role> role) {
            if (inputs.isEmpty()) {
                throw new Untranslatable("a correlation of no rules");
            }
            for (int i = 0; i < inputs.size(); i++) {
                add(inputs.get(i), role.apply(i), keys(i));
            }
        }

        private void add(Input input, Role role, List<MatchKey> keys) {
            switch (input) {
                case Input.Events(Detection detection) ->
                    events(detection, new MatchSpec(role, "$event", keys, carried(keys)));
                case Input.Correlated(String name, Pattern.EachMatch(Detection detection)) ->
                    events(detection, new MatchSpec(role, "$event", keys, carried(keys)));
                case Input.Correlated(String name, Pattern.Suppressed suppressed) ->
                    // alerts are suppressed, not what a correlation counts
                    add(suppressed.input(), role, keys);
                case Input.Correlated(String name, Pattern pattern) ->
                    correlated(name, pattern, new MatchSpec(role, "$found", keys, carried(keys)));
            }
        }

        /** A term of a sequence. */
        void add(SequenceRules.Written term) {
            List<MatchKey> keys = keys(term.term());
            rules.add(matchRule(
                    // the term is short, and in the words of the author
                    List.of(DrlName.comment(
                            term.label() + ": " + term.detection().clause() + ".")),
                    term.label() + ": " + term.detection().name(),
                    eventPattern(term.detection()),
                    new Action.WriteMatches(term.stream(), new MatchSpec(term.role(), "$event", keys, carried(keys)))));
        }

        private void events(Detection detection, MatchSpec matches) {
            EventPattern pattern =
                    eventPattern(detection); // before the words: what is nested too deeply is refused here
            rules.add(matchRule(
                    DrlName.lines(
                            "Which events count, " + detection.clause() + ": " + ConditionWords.of(detection) + ".",
                            MOST_COMMENT_LINES),
                    ruleNames.isTaken(detection.name()) ? detection.name() + ": events" : detection.name(),
                    pattern,
                    new Action.WriteMatches(stream, matches)));
        }

        private DrlRule matchRule(List<String> comment, String name, EventPattern pattern, Action action) {
            return new DrlRule(comment, ruleNames.rule(name), List.of(), List.of(pattern), action);
        }

        private void correlated(String name, Pattern pattern, MatchSpec matches) {
            String inner = streamNames.stream(stream, name);
            String found = streamNames.stream(inner, "found");
            Set<String> needed = new LinkedHashSet<>();
            matches.keys().forEach(key -> needed.add(key.path()));
            matches.carried().forEach(field -> needed.add(field.path()));
            boolean alike = ofAlerts && !SuppressedRules.groupNames(pattern).containsAll(needed);
            Outlet.Feeding outlet = new Outlet.Feeding(ruleNames.rule(name), found, alike);
            CorrelationRules.this.add(pattern, inner, outlet, needed, depth + 1);
            rules.add(new DrlRule(
                    List.of(DrlName.comment("What '" + name + "' found counts, "
                            + (groupBy.isEmpty() ? "in one group" : "per " + Wording.groups(groupBy)) + ".")),
                    ruleNames.rule(outlet.ruleName() + ": found"),
                    List.of(),
                    List.of(new StreamPattern("$found", "Match", List.of(), null, found)),
                    new Action.WriteMatches(stream, matches)));
        }

        private List<MatchKey> keys(int input) {
            return groupBy.stream()
                    .map(group -> new MatchKey(group.name(), field(group, input), group.required()))
                    .toList();
        }

        private static String field(GroupBy group, int input) {
            List<FieldPath> fields = group.fields();
            if (fields.isEmpty()) {
                throw new Untranslatable("the group '" + group.name() + "' has no field");
            }
            return fields.get(Math.min(input, fields.size() - 1)).text();
        }

        /** What the matches carry besides their keys: measured and collected fields, then what the outer rule asks for. */
        private List<Carried> carried(List<MatchKey> keys) {
            List<Carried> carried = new ArrayList<>();
            for (Carried field : measured) {
                boolean isKey = keys.stream()
                        .anyMatch(key -> key.path().equals(field.path()) && (key.required() || !field.required()));
                if (!isKey) {
                    carried.add(field);
                }
            }
            for (String path : shown) {
                boolean known = keys.stream()
                                .anyMatch(key ->
                                        key.path().equals(path) || key.name().equals(path))
                        || carried.stream().anyMatch(field -> field.path().equals(path));
                if (!known) {
                    carried.add(new Carried(path, false));
                }
            }
            return carried;
        }
    }

    /** {@code $key : key} and more. */
    static StreamPattern matches(List<Part> more, java.time.@Nullable Duration window, String stream) {
        List<Part> parts = new ArrayList<>(List.of(new Part.Property("$key", "key")));
        parts.addAll(more);
        return new StreamPattern("$match", "Match", parts, window, stream);
    }
}
