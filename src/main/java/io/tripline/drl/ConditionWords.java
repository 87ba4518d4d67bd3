package io.tripline.drl;

import io.tripline.event.FieldPath;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Detection;
import io.tripline.rule.LogSource;
import io.tripline.rule.Subject;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one event, in words: what a person reads before the constraints, shorter than they are. Of long lists and
 * conditions the first parts, and how many more there are. Not cleaned: {@link DrlPrinter} gets it through {@link DrlName}.
 */
final class ConditionWords {

    /** So many characters of conjuncts are told; the first always is. */
    private static final int LONGEST = 200;

    /** Of the values of a list. */
    private static final int MOST_VALUES = 4;

    private static final int LONGEST_VALUE = 60;

    /** Deeper in, only the number of tests is told. */
    private static final int DEEPEST = 3;

    private ConditionWords() {}

    /** Which events: {@code windows process_creation events where Image ends with \wmic.exe and CommandLine contains delete}. */
    static String of(Detection detection) {
        String source = source(detection.logSource());
        List<Condition> parts = conjuncts(detection.condition()).toList();
        if (parts.isEmpty()) {
            return source.isEmpty() ? "every event" : "every " + source + " event";
        }
        List<String> told = new ArrayList<>();
        int length = 0;
        for (Condition part : parts) {
            String words = words(part, 0);
            if (!told.isEmpty() && length + words.length() > LONGEST) {
                break;
            }
            told.add(words);
            length += words.length() + 2;
        }
        int more = parts.size() - told.size();
        if (more > 0) {
            told.add(more == 1 ? "one more test holds" : more + " more tests hold");
        }
        String words = parts.size() == 1 ? withoutParentheses(told.getFirst(), parts.getFirst()) : joined(told, "and");
        return source.isEmpty() ? words : source + " events where " + words;
    }

    private static String withoutParentheses(String words, Condition condition) {
        return condition instanceof Condition.Or && words.startsWith("(")
                ? words.substring(1, words.length() - 1)
                : words;
    }

    private static Stream<Condition> conjuncts(Condition condition) {
        return condition instanceof Condition.And(List<Condition> parts)
                ? parts.stream().flatMap(ConditionWords::conjuncts)
                : Stream.of(condition);
    }

    private static String source(LogSource source) {
        return Stream.of(source.products(), source.categories(), source.services())
                .filter(names -> !names.isEmpty())
                .map(names -> joined(names, "or"))
                .reduce((before, next) -> before + " " + next)
                .orElse("");
    }

    private static String words(Condition condition, int depth) {
        return switch (condition) {
            case Condition.And(List<Condition> parts) -> parts.isEmpty() ? "any event" : several(parts, "and", depth);
            case Condition.Or(List<Condition> parts) -> parts.isEmpty() ? "no event" : several(parts, "or", depth);
            case Condition.AtLeast(int count, List<Condition> parts) ->
                "at least " + count + " of " + several(parts, "or", depth + 1);
            case Condition.Not(Condition.Not(Condition part)) -> words(part, depth);
            case Condition.Not(Condition.FieldTest(FieldPath field, Test test)) -> test(field.text(), test, true);
            case Condition.Not(Condition.AnyFieldTest(Test test)) -> test(null, test, true);
            case Condition.Not(Condition.DerivedTest(Subject subject, Test test)) ->
                test(SubjectWords.of(subject), test, true);
            case Condition.Not(Condition.AnyObject(FieldPath path, Condition part)) ->
                "no object of " + path.text() + " has " + words(part, depth + 1);
            case Condition.Not(Condition.And(List<Condition> parts)) ->
                "not all of " + several(parts, "and", depth + 1);
            case Condition.Not(Condition.Or(List<Condition> parts)) -> "none of " + several(parts, "or", depth + 1);
            case Condition.Not(Condition.InList test) -> listed(test, true);
            case Condition.Not(Condition.Before(Instant moment)) -> "the event is not before " + moment;
            case Condition.Not(Condition part) -> "not " + words(part, depth + 1);
            case Condition.FieldTest(FieldPath field, Test test) -> test(field.text(), test, false);
            case Condition.AnyFieldTest(Test test) -> test(null, test, false);
            case Condition.DerivedTest(Subject subject, Test test) -> test(SubjectWords.of(subject), test, false);
            case Condition.AnyObject(FieldPath path, Condition part) ->
                "an object of " + path.text() + " has " + words(part, depth + 1);
            case Condition.InList test -> listed(test, false);
            case Condition.Before(Instant moment) -> "the event is before " + moment;
            case Condition.Remarked(String remark, Condition part) -> words(part, depth);
        };
    }

    private static String listed(Condition.InList test, boolean not) {
        List<String> fields = test.fields().stream().map(FieldPath::text).toList();
        boolean several = fields.size() > 1;
        boolean together = several && fields.size() == test.columns().size();
        String subject = several && !together ? "any of " + listed(fields, "and") : listed(fields, "and");
        String verb = (together ? " are" : " is") + (not ? " not" : "") + " in ";
        return subject + verb + (together ? "one entry of " : "") + "the list " + value(test.list());
    }

    private static String several(List<Condition> parts, String word, int depth) {
        if (parts.size() == 1) {
            return words(parts.getFirst(), depth);
        }
        if (depth >= DEEPEST) {
            return "(" + parts.size() + " tests)";
        }
        List<String> told = new ArrayList<>();
        parts.stream().limit(MOST_VALUES).forEach(part -> told.add(words(part, depth + 1)));
        if (parts.size() > MOST_VALUES) {
            told.add((parts.size() - MOST_VALUES) + " more");
        }
        return "(" + joined(told, word) + ")";
    }

    /** @param about null: any field */
    private static String test(@Nullable String about, Test test, boolean not) {
        String subject = about == null ? "any field" : about;
        String name = about == null && not ? "no field" : subject;
        boolean negated = not && about != null;
        return switch (test) {
            case Test.Is(List<String> texts, boolean cased) -> is(name, negated, texts);
            case Test.IsNumber(List<BigDecimal> numbers) ->
                is(name, negated, numbers.stream().map(DrlLiteral::plain).toList());
            case Test.StartsWith(List<String> texts, boolean cased) ->
                verb(name, negated, "begins with", "begin with", texts);
            case Test.EndsWith(List<String> texts, boolean cased) ->
                verb(name, negated, "ends with", "end with", texts);
            case Test.Includes(List<String> texts, boolean cased) -> verb(name, negated, "contains", "contain", texts);
            case Test.Like(List<String> globs, boolean cased) -> verb(name, negated, "is like", null, globs);
            case Test.HasWords(List<String> phrases) -> verb(name, negated, "has the words", "have the words", phrases);
            case Test.Regex regex -> verb(name, negated, "matches", "match", regex.expressions());
            case Test.InSubnet(List<String> networks) -> verb(name, negated, "is in", null, networks);
            case Test.Compare(Comparison comparison, BigDecimal bound) ->
                compared(name, negated, comparison, DrlLiteral.plain(bound));
            case Test.CompareText(Comparison comparison, String bound) -> compared(name, negated, comparison, bound);
            case Test.Exists() -> name + (negated ? " is missing" : " is there");
            case Test.IsNull() -> name + (negated ? " is there" : " is missing");
            case Test.CompareWith(Comparison comparison, Subject other) ->
                name + " is " + (negated ? "not " : "") + Wording.comparison(comparison, false) + " " + valueOf(other);
            case Test.SameAs(Subject other, Test.Relation relation, boolean cased) ->
                name + relation(relation, negated) + valueOf(other);
            case Test.TimePart(Test.Part part, Comparison comparison, BigDecimal bound) ->
                compared(
                        "the " + part.name().toLowerCase(Locale.ROOT) + " of " + subject,
                        not,
                        comparison,
                        DrlLiteral.plain(bound));
        };
    }

    private static String valueOf(Subject subject) {
        return subject instanceof Subject.Field(FieldPath path)
                ? "the value of " + path.text()
                : SubjectWords.of(subject);
    }

    private static String is(String subject, boolean not, List<String> values) {
        String told = values.isEmpty() ? "nothing" : listed(values, not ? "nor" : "or");
        return subject + (!not ? " is " : values.size() > 1 ? " is neither " : " is not ") + told;
    }

    private static String compared(String subject, boolean not, Comparison comparison, String bound) {
        return verb(subject, not, "is " + Wording.comparison(comparison, false), null, List.of(bound));
    }

    /** @param infinitive behind "does not"; null where the verb is "is …" */
    private static String verb(
            String subject, boolean not, String verb, @Nullable String infinitive, List<String> values) {
        String told =
                !not ? verb : infinitive == null ? "is not" + verb.substring("is".length()) : "does not " + infinitive;
        return subject + " " + told + " " + listed(values, "or");
    }

    private static String relation(Test.Relation relation, boolean not) {
        return switch (relation) {
            case EQUAL -> not ? " is not " : " is ";
            case STARTS_WITH -> not ? " does not begin with " : " begins with ";
            case ENDS_WITH -> not ? " does not end with " : " ends with ";
            case INCLUDES -> not ? " does not contain " : " contains ";
        };
    }

    private static String listed(List<String> values, String word) {
        List<String> told = new ArrayList<>();
        values.stream().limit(MOST_VALUES).map(ConditionWords::value).forEach(told::add);
        if (values.size() > MOST_VALUES) {
            told.add((values.size() - MOST_VALUES) + " more");
        }
        return joined(told, word);
    }

    private static String joined(List<String> parts, String word) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " " + word + " " + parts.get(last);
    }

    /** Shortened, in quotes. */
    static String quoted(String value) {
        return "'" + DrlName.shortened(value, LONGEST_VALUE) + "'";
    }

    /** In quotes where it could be taken for words of the sentence. */
    private static String value(String value) {
        String shown = DrlName.shortened(value, LONGEST_VALUE);
        boolean plain = !shown.isEmpty() && shown.chars().noneMatch(c -> c <= ' ' || c == ',' || c == '\'' || c == '"');
        return plain ? shown : quoted(value);
    }
}
