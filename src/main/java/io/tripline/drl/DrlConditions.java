package io.tripline.drl;

import io.tripline.drl.Constraint.OriginTest.Word;
import io.tripline.event.FieldPath;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.LogSource;
import io.tripline.rule.Subject;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one event must be, as constraints of its pattern in the order of the source. */
final class DrlConditions {

    /** Deeper than any person nests; the engine reads twice as many levels. */
    private static final int DEEPEST = 90;

    /** Drools' parser takes twice as long for each level. */
    private static final int DEEPEST_OBJECTS = 4;

    private DrlConditions() {}

    /** The constraints of a pattern: a conjunction at the top is one constraint a line. */
    static List<Constraint> constraints(LogSource logSource, Condition condition) {
        List<Constraint> all = new ArrayList<>();
        addSource(all, Word.PRODUCT, logSource.products());
        addSource(all, Word.CATEGORY, logSource.categories());
        addSource(all, Word.SERVICE, logSource.services());
        addConjuncts(all, condition, 0);
        return all;
    }

    /** Of several names any will do. */
    private static void addSource(List<Constraint> all, Word word, List<String> names) {
        List<Constraint> tests = names.stream()
                .<Constraint>map(name -> new Constraint.OriginTest(word, name))
                .toList();
        switch (tests.size()) {
            case 0 -> {}
            case 1 -> all.add(tests.getFirst());
            default -> all.add(new Constraint.Any(tests));
        }
    }

    private static void addConjuncts(List<Constraint> all, Condition condition, int depth) {
        if (condition instanceof Condition.And(List<Condition> parts) && depth < DEEPEST) {
            parts.forEach(part -> addConjuncts(all, part, depth + 1));
        } else {
            all.add(constraint(condition, depth));
        }
    }

    private static Constraint constraint(Condition condition, int depth) {
        if (depth > DEEPEST) {
            throw new Untranslatable("a condition is nested deeper than " + DEEPEST + " levels");
        }
        return switch (condition) {
            case Condition.And(List<Condition> parts) ->
                // of none, true; DRL has no constraint that says so
                parts.isEmpty()
                        ? new Constraint.AtLeast(0, List.of())
                        : single(parts, depth, new Constraint.All(constraints(parts, depth)));
            case Condition.Or(List<Condition> parts) ->
                parts.isEmpty()
                        ? new Constraint.AtLeast(1, List.of())
                        : single(parts, depth, new Constraint.Any(constraints(parts, depth)));
            case Condition.AtLeast(int count, List<Condition> parts) ->
                new Constraint.AtLeast(Math.max(0, count), constraints(parts, depth));
            case Condition.Not(Condition part) -> Constraint.Not.of(constraint(part, depth + 1));
            case Condition.FieldTest(FieldPath field, Test.Exists test)
            when !field.isPattern() -> new Constraint.HasField(field);
            case Condition.FieldTest(FieldPath field, Test test) -> test(new DrlSubject.Field(field), test);
            case Condition.AnyFieldTest(Test test) -> test(new DrlSubject.AnyField(), test);
            case Condition.DerivedTest(Subject subject, Test test) -> test(DrlSubjects.of(subject), test);
            case Condition.AnyObject(FieldPath path, Condition part) -> {
                if (objects(condition) > DEEPEST_OBJECTS) {
                    throw new Untranslatable(
                            "objects are asked for more than " + DEEPEST_OBJECTS + " deep within each other");
                }
                List<Constraint> parts = new ArrayList<>();
                addConjuncts(parts, part, depth + 1);
                yield new Constraint.AnyObject(path, parts);
            }
            case Condition.InList test ->
                new Constraint.InList(test.fields(), test.list(), test.columns(), where(test, depth));
            case Condition.Before(Instant moment) -> new Constraint.Before(moment.toString());
            case Condition.Remarked(String remark, Condition part) ->
                new Constraint.Remarked(DrlName.comment(remark), constraint(part, depth + 1));
        };
    }

    /** How many times an object is asked for within an object. */
    private static int objects(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> parts) -> objects(parts);
            case Condition.Or(List<Condition> parts) -> objects(parts);
            case Condition.AtLeast(int count, List<Condition> parts) -> objects(parts);
            case Condition.Not(Condition part) -> objects(part);
            case Condition.Remarked(String remark, Condition part) -> objects(part);
            case Condition.AnyObject(FieldPath path, Condition part) -> 1 + objects(part);
            case Condition.FieldTest test -> 0;
            case Condition.DerivedTest test -> 0;
            case Condition.AnyFieldTest test -> 0;
            case Condition.InList test -> 0;
            case Condition.Before test -> 0;
        };
    }

    private static int objects(List<Condition> parts) {
        return parts.stream().mapToInt(DrlConditions::objects).max().orElse(0);
    }

    private static List<Constraint> where(Condition.InList test, int depth) {
        List<Constraint> where = new ArrayList<>();
        if (test.age() != null) {
            where.add(new Constraint.Within(
                    test.age().column(), DrlDuration.of(test.age().longest())));
        }
        addConjuncts(where, test.where(), depth + 1);
        return where;
    }

    private static Constraint single(List<Condition> parts, int depth, Constraint several) {
        return parts.size() == 1 ? constraint(parts.getFirst(), depth + 1) : several;
    }

    private static List<Constraint> constraints(List<Condition> parts, int depth) {
        return parts.stream().map(part -> constraint(part, depth + 1)).toList();
    }

    private static Constraint test(DrlSubject subject, Test test) {
        return switch (test) {
            case Test.Is(List<String> texts, boolean cased) -> texts(subject, cased("is", cased), texts);
            case Test.IsNumber(List<BigDecimal> numbers) ->
                anyOf(
                        subject,
                        "is",
                        numbers.stream()
                                .<DrlConstant>map(DrlConstant.Number::new)
                                .toList());
            case Test.StartsWith(List<String> texts, boolean cased) ->
                texts(subject, cased("startsWith", cased), texts);
            case Test.EndsWith(List<String> texts, boolean cased) -> texts(subject, cased("endsWith", cased), texts);
            case Test.Includes(List<String> texts, boolean cased) -> texts(subject, cased("includes", cased), texts);
            case Test.Like(List<String> globs, boolean cased) -> texts(subject, cased("like", cased), globs);
            case Test.HasWords(List<String> phrases) -> texts(subject, "hasWords", phrases);
            case Test.Regex regex -> texts(subject, regex.wholeValue() ? "regexWhole" : "regex", withFlags(regex));
            case Test.InSubnet(List<String> networks) -> texts(subject, "inSubnet", networks);
            case Test.Compare(Comparison comparison, BigDecimal bound) ->
                new Constraint.FieldTest(subject, comparison(comparison), List.of(new DrlConstant.Number(bound)));
            case Test.CompareText(Comparison comparison, String bound) ->
                new Constraint.FieldTest(subject, comparison(comparison), List.of(new DrlConstant.Text(bound)));
            case Test.CompareWith(Comparison comparison, Subject other) ->
                new Constraint.FieldRelation(subject, comparison(comparison), DrlSubjects.of(other));
            case Test.Exists() -> new Constraint.FieldTest(subject, "exists", List.of());
            case Test.IsNull() -> new Constraint.FieldTest(subject, "isNull", List.of());
            case Test.SameAs(Subject other, Test.Relation relation, boolean cased) ->
                new Constraint.FieldRelation(subject, cased(relation(relation), cased), DrlSubjects.of(other));
            case Test.TimePart(Test.Part part, Comparison comparison, BigDecimal bound) ->
                new Constraint.FieldTest(
                        new DrlSubject.Derived(subject, part.name().toLowerCase(Locale.ROOT), List.of()),
                        comparison(comparison),
                        List.of(new DrlConstant.Number(bound)));
        };
    }

    private static Constraint texts(DrlSubject subject, String operator, List<String> texts) {
        return anyOf(
                subject,
                operator,
                texts.stream().<DrlConstant>map(DrlConstant.Text::new).toList());
    }

    /** An "any of" of nothing holds never. */
    private static Constraint anyOf(DrlSubject subject, String operator, List<DrlConstant> values) {
        return values.isEmpty()
                ? new Constraint.AtLeast(1, List.of())
                : new Constraint.FieldTest(
                        subject, operator, values.stream().distinct().toList());
    }

    private static String cased(String operator, boolean cased) {
        return cased ? operator : operator + "IgnoreCase";
    }

    private static List<String> withFlags(Test.Regex regex) {
        String flags = (regex.ignoreCase() ? "i" : "") + (regex.multiLine() ? "m" : "") + (regex.dotAll() ? "s" : "");
        return flags.isEmpty()
                ? regex.expressions()
                : regex.expressions().stream()
                        .map(expression -> "(?" + flags + ")" + expression)
                        .toList();
    }

    private static String comparison(Comparison comparison) {
        return switch (comparison) {
            case GREATER -> "moreThan";
            case AT_LEAST -> "atLeast";
            case LESS -> "lessThan";
            case AT_MOST -> "atMost";
            case EQUAL -> "equalTo";
            case NOT_EQUAL -> "notEqualTo";
        };
    }

    private static String relation(Test.Relation relation) {
        return switch (relation) {
            case EQUAL -> "sameAs";
            case STARTS_WITH -> "startsWithValueOf";
            case ENDS_WITH -> "endsWithValueOf";
            case INCLUDES -> "includesValueOf";
        };
    }
}
