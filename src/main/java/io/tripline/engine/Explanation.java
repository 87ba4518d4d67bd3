package io.tripline.engine;

import io.tripline.engine.compile.LogEvidence;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.event.Event;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Why one rule matched one event, or why not: its condition tree with the event's values.
 *
 * @param holds whether the event counts for the rule
 * @param tree the whole condition
 */
public record Explanation(RuleOutline rule, boolean holds, Node tree) {

    /** DRL may break a constraint over lines; a literal never holds a line break. */
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

    private static final String KEYWORDS_ALONE =
            "the event is known to be of the rule's log, or has a field that the rule names: neither is so";

    /**
     * One part of the condition.
     *
     * @param text as it stands in the DRL, on one line; {@code all of}, {@code any of}, {@code not}, {@code at least n of} for what joins
     *     others
     * @param known whether it can be known of the event; else it holds, or does not, by how rules take what they do not know
     * @param actual the values that were tested; empty where the event has none, or the node joins others
     * @param tested whether the node looks at values at all
     */
    public record Node(
            String text, boolean holds, boolean known, boolean tested, List<String> actual, List<Node> parts) {
        public Node {
            text = LINE_BREAK.matcher(text).replaceAll(" ");
            actual = List.copyOf(actual);
            parts = List.copyOf(parts);
        }
    }

    static Explanation of(RuleOutline rule, EventCondition condition, Event event) {
        Node tree = node(condition, event);
        if (!tree.holds() || LogEvidence.counts(condition, event)) {
            return new Explanation(rule, tree.holds(), tree);
        }
        Node evidence = new Node(KEYWORDS_ALONE, false, true, false, List.of(), List.of());
        return new Explanation(rule, false, new Node("all of", false, true, false, List.of(), List.of(tree, evidence)));
    }

    private static Node node(EventCondition condition, Event event) {
        boolean holds = condition.holds(event);
        return switch (condition) {
            case EventCondition.And and -> joined("all of", holds, and.parts(), event);
            case EventCondition.Or or -> joined("any of", holds, or.parts(), event);
            case EventCondition.AtLeast some -> joined("at least " + some.count() + " of", holds, some.parts(), event);
            case EventCondition.Not not -> joined("not", holds, List.of(not.part()), event);
            case EventCondition.ValueTest test ->
                new Node(test.text(), holds, true, true, values(test.subject(), event), List.of());
            case EventCondition.FieldRelation relation ->
                new Node(
                        relation.text(),
                        holds,
                        true,
                        true,
                        values(List.of(relation.subject(), relation.other()), event),
                        List.of());
            case EventCondition.Before test -> new Node(test.text(), holds, true, false, List.of(), List.of());
            case EventCondition.AnyObject some -> ofObject(some, holds, event);
            case EventCondition.OriginTest test ->
                new Node(test.text(), holds, !holds || test.isKnown(event.origin()), false, List.of(), List.of());
            case EventCondition.InList test ->
                new Node(
                        test.text() + listed(test, event),
                        holds,
                        test.isKnown(event),
                        true,
                        values(test.subjects(), event),
                        List.of());
            case EventCondition.HasField test ->
                new Node(test.text(), holds, true, true, values(test.field(), event), List.of());
            case EventCondition.FieldState test ->
                new Node(test.text(), holds, true, true, values(test.subject(), event), List.of());
        };
    }

    /** By the object that comes nearest. */
    private static Node ofObject(EventCondition.AnyObject some, boolean holds, Event event) {
        Event nearest = some.nearest(event);
        String text = "an object of " + some.field().path() + " has all of";
        return nearest == null
                ? new Node(text + " (there is none)", holds, true, false, List.of(), List.of())
                : joined(text, holds, some.parts(), nearest);
    }

    private static Node joined(String text, boolean holds, List<EventCondition> parts, Event event) {
        return new Node(
                text,
                holds,
                true,
                false,
                List.of(),
                parts.stream().map(part -> node(part, event)).toList());
    }

    /** Which entry it is, or that there is no list. */
    private static String listed(EventCondition.InList test, Event event) {
        String entry = test.lookup().find(test.values(event), event.getTimestamp());
        return entry != null ? " (" + entry + ")" : test.lookup().isKnown() ? "" : " (there is no such list)";
    }

    private static List<String> values(List<Subject> subjects, Event event) {
        return subjects.stream()
                .flatMap(subject -> values(subject, event).stream())
                .toList();
    }

    private static List<String> values(Subject subject, Event event) {
        if (subject instanceof Subject.AnyField || subject instanceof Subject.Constant) {
            return List.of();
        }
        return subject.in(event).values().stream()
                .map(value -> value.isNull() ? "null" : value.text())
                .toList();
    }
}
