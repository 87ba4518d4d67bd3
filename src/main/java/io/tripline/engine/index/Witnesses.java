package io.tripline.engine.index;

import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.FieldState.State;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.event.CaseFolding;
import io.tripline.event.Decimal;
import io.tripline.event.Glob;
import io.tripline.event.Network;
import io.tripline.event.Operator;
import io.tripline.event.Phrases;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the witnesses of each rule: of a conjunction the parts that are rarest by a guess, of a disjunction all parts. What
 * many rules ask for (the id of a common kind of event) is a poor witness, so needles are counted over all rules first.
 */
public final class Witnesses {

    /** How many witnesses a rule has at most: an event has to hold them all. */
    static final int MOST = 3;

    /** A disjunction of more needles than this is not worth its place. */
    private static final int MOST_NEEDLES = 2000;

    /** The same of what is looked for beside the rarest witness. */
    private static final int MOST_FURTHER_NEEDLES = 60;

    /** What nearly every event has, or hundreds of rules ask for, is not worth looking for beside the rarest. */
    private static final double MOST_FURTHER_COST = 200;

    private final Map<Needle, Integer> popularity = new HashMap<>();

    /** @param conditions of all rules that may be looked up together */
    Witnesses(Collection<EventCondition> conditions) {
        conditions.forEach(condition ->
                tests(condition, test -> needles(test).forEach(needle -> popularity.merge(needle, 1, Integer::sum))));
    }

    /** Whether events for which the condition may hold can be looked up; if not, it is tested on each. Any thread. */
    public static boolean exist(EventCondition condition) {
        return !new Witnesses(List.of()).of(condition).isEmpty();
    }

    private interface Tests {
        void accept(EventCondition.ValueTest test);
    }

    /** Hands over what a rule could be found by. */
    private static void tests(EventCondition condition, Tests consumer) {
        switch (condition) {
            case EventCondition.And and -> and.parts().forEach(part -> tests(part, consumer));
            case EventCondition.Or or -> or.parts().forEach(part -> tests(part, consumer));
            case EventCondition.AtLeast some -> some.parts().forEach(part -> tests(part, consumer));
            case EventCondition.Not not -> {}
            case EventCondition.ValueTest test -> consumer.accept(test);
            case EventCondition.Before test -> {}
            case EventCondition.OriginTest test -> {}
            case EventCondition.HasField test -> {}
            case EventCondition.InList test -> {}
            case EventCondition.FieldState test -> {}
            case EventCondition.FieldRelation relation -> {}
            case EventCondition.AnyObject some -> some.parts().forEach(part -> tests(part, consumer));
        }
    }

    /**
     * Sets of needles, rarest first: of each of them, every matching event holds at least one needle. Empty if nothing is known to
     * be in all of them.
     */
    List<Set<Needle>> of(EventCondition condition) {
        return switch (condition) {
            case EventCondition.And and ->
                rarest(and.parts().stream().flatMap(part -> of(part).stream()).toList());
            case EventCondition.Or or -> ofAll(or.parts());
            case EventCondition.AtLeast some -> some.count() < 1 ? List.of() : ofAll(some.parts());
            case EventCondition.Not not -> List.of();
            case EventCondition.ValueTest test -> {
                Set<Needle> needles = needles(test);
                yield needles.isEmpty() ? rarest(present(test.subject())) : List.of(needles);
            }
            case EventCondition.Before test -> List.of();
            case EventCondition.OriginTest test -> List.of();
            case EventCondition.HasField test -> List.of();
            case EventCondition.InList test -> present(test);
            case EventCondition.FieldState test ->
                test.state() == State.EXISTS && test.subject() instanceof Subject.Derived derived
                        ? rarest(present(derived))
                        : List.of();
            case EventCondition.FieldRelation relation ->
                rarest(Stream.of(relation.subject(), relation.other())
                        .flatMap(subject -> present(subject).stream())
                        .toList());
            case EventCondition.AnyObject some ->
                rarest(some.parts().stream().flatMap(part -> of(part).stream()).toList());
        };
    }

    private List<Set<Needle>> rarest(List<Set<Needle>> witnesses) {
        List<Set<Needle>> rarest = new ArrayList<>();
        witnesses.stream()
                .distinct()
                .sorted(Comparator.comparingDouble(this::cost))
                .filter(witness -> rarest.isEmpty() || mayBeFurther(witness))
                .limit(MOST)
                .forEach(rarest::add);
        return rarest;
    }

    private boolean mayBeFurther(Set<Needle> witness) {
        return witness.size() <= MOST_FURTHER_NEEDLES && cost(witness) <= MOST_FURTHER_COST;
    }

    /** The first of each part together, the second, and so on: a part that has fewer is there with its last. */
    private List<Set<Needle>> ofAll(List<EventCondition> parts) {
        List<List<Set<Needle>>> each = parts.stream().map(this::of).toList();
        int most = each.stream().mapToInt(List::size).max().orElse(0);
        if (each.stream().anyMatch(List::isEmpty)) {
            return List.of();
        }
        List<Set<Needle>> together = new ArrayList<>();
        for (int rank = 0; rank < most; rank++) {
            Set<Needle> union = new LinkedHashSet<>();
            for (List<Set<Needle>> witnesses : each) {
                union.addAll(witnesses.get(Math.min(rank, witnesses.size() - 1)));
            }
            if (union.size() <= MOST_NEEDLES) {
                together.add(union);
            }
        }
        return rarest(together);
    }

    private double cost(Set<Needle> witness) {
        double cost = 0;
        for (Needle needle : witness) {
            int others = Math.max(0, popularity.getOrDefault(needle, 1) - 1);
            cost += switch (needle) {
                case Needle.Value value -> 1 + 0.5 * others;
                case Needle.Number number -> 1 + 0.5 * others;
                case Needle.Address address -> 1 + 0.5 * others;
                case Needle.Part part ->
                    2 + 0.5 * others + byChance(part.folded().length());
                case Needle.Present present -> 60;
            };
        }
        return cost;
    }

    /** What a text of so many characters costs because it stands in values that mean something else. */
    private static double byChance(int length) {
        return switch (length) {
            case 0, 1 -> 300;
            case 2 -> 100;
            case 3 -> 40;
            case 4 -> 15;
            case 5 -> 6;
            default -> 0;
        };
    }

    /** Empty where an alternative cannot be looked up at all. */
    private static Set<Needle> needles(EventCondition.ValueTest test) {
        String path = path(test.subject());
        Set<Needle> needles = new LinkedHashSet<>();
        if (path == null) {
            return needles;
        }
        for (Object argument : test.arguments()) {
            List<Needle> found = test.subject() instanceof Subject.Derived
                    ? ofPart(path, test, argument)
                    : needles(path, test, argument);
            if (found.isEmpty()) {
                return Set.of();
            }
            needles.addAll(found);
        }
        return needles;
    }

    /** Of the field in whose text the tested one stands. Empty for any field; null where no field can be looked up. */
    private static @Nullable String path(Subject subject) {
        return switch (subject) {
            case Subject.Field field -> field.path().indexOf('*') < 0 ? field.path() : null;
            case Subject.AnyField any -> "";
            case Subject.Constant constant -> null;
            case Subject.Derived derived -> derived.derivation().isPartOfText() ? path(derived.of()) : null;
        };
    }

    /** The same of a text that is cut out of a field's, somewhere. */
    private static List<Needle> ofPart(String path, EventCondition.ValueTest test, Object argument) {
        return switch (test.operator()) {
            case IS, IS_IGNORE_CASE -> somewhere(path, argument);
            default ->
                texts(test, argument.toString()).stream()
                        .<Needle>map(text -> new Needle.Part(path, text, Anchor.ANYWHERE))
                        .toList();
        };
    }

    /** Of one alternative; none where its events cannot be looked up. */
    private static List<Needle> needles(String path, EventCondition.ValueTest test, Object argument) {
        return switch (test.operator()) {
            case IS, IS_IGNORE_CASE -> path.isEmpty() ? somewhere(path, argument) : equal(path, argument);
            case STARTS_WITH,
                    STARTS_WITH_IGNORE_CASE,
                    ENDS_WITH,
                    ENDS_WITH_IGNORE_CASE,
                    INCLUDES,
                    INCLUDES_IGNORE_CASE,
                    LIKE,
                    LIKE_IGNORE_CASE,
                    HAS_WORDS,
                    REGEX,
                    REGEX_WHOLE ->
                texts(test, argument.toString()).stream()
                        .<Needle>map(text -> new Needle.Part(path, text, anchor(test)))
                        .toList();
            case IN_SUBNET, MORE_THAN, AT_LEAST, LESS_THAN, AT_MOST, EQUAL_TO, NOT_EQUAL_TO -> List.of();
        };
    }

    private static Anchor anchor(EventCondition.ValueTest test) {
        return switch (test.operator()) {
            case STARTS_WITH, STARTS_WITH_IGNORE_CASE -> Anchor.BEGINNING;
            case ENDS_WITH, ENDS_WITH_IGNORE_CASE -> Anchor.END;
            default -> Anchor.ANYWHERE;
        };
    }

    /**
     * Folded, not empty: every value for which the test holds with this argument holds one of them. None where one has half a
     * character in it.
     */
    private static List<String> texts(EventCondition.ValueTest test, String argument) {
        List<String> texts = textsOf(test.operator(), argument);
        return texts.stream().allMatch(Utf8::isWhole) ? texts : List.of();
    }

    private static List<String> textsOf(Operator operator, String argument) {
        return switch (operator) {
            case STARTS_WITH,
                    STARTS_WITH_IGNORE_CASE,
                    ENDS_WITH,
                    ENDS_WITH_IGNORE_CASE,
                    INCLUDES,
                    INCLUDES_IGNORE_CASE -> argument.isEmpty() ? List.of() : List.of(CaseFolding.fold(argument));
            case LIKE, LIKE_IGNORE_CASE -> longest(Glob.of(argument).literals());
            case HAS_WORDS ->
                longest(Phrases.ofPhrase(argument).stream()
                        .flatMap(word -> Glob.of(word).literals().stream())
                        .toList());
            case REGEX, REGEX_WHOLE ->
                RegexLiterals.of(argument).stream().map(CaseFolding::fold).toList();
            case IS, IS_IGNORE_CASE, IN_SUBNET, MORE_THAN, AT_LEAST, LESS_THAN, AT_MOST, EQUAL_TO, NOT_EQUAL_TO ->
                List.of();
        };
    }

    private static List<String> longest(List<String> literals) {
        return literals.stream().max(Comparator.comparingInt(String::length)).map(CaseFolding::fold).stream()
                .toList();
    }

    /** A number of the event is every text that spells it, an address has many spellings. */
    private static List<Needle> equal(String path, Object argument) {
        if (argument instanceof Number number) {
            return List.of(new Needle.Number(path, Decimal.text(number)));
        }
        List<Needle> needles = new ArrayList<>();
        needles.add(new Needle.Value(path, CaseFolding.fold(argument.toString())));
        BigDecimal spelled = Decimal.parse(argument.toString());
        if (spelled != null) {
            needles.add(new Needle.Value(path, Decimal.text(spelled)));
        }
        String address = Network.text(argument.toString());
        if (address != null) {
            needles.add(new Needle.Address(path, address));
        }
        return needles;
    }

    /** In any field, or in a part of one, only what has one spelling can be looked up. */
    private static List<Needle> somewhere(String path, Object argument) {
        String text = argument.toString();
        boolean hasOneSpelling = !text.isEmpty()
                && !(argument instanceof Number)
                && Decimal.parse(text) == null
                && !Network.isAddress(text);
        return hasOneSpelling && Utf8.isWhole(text)
                ? List.of(new Needle.Part(path, CaseFolding.fold(text), Anchor.ANYWHERE))
                : List.of();
    }

    /** All of the fields are there, or any. */
    private static List<Set<Needle>> present(EventCondition.InList test) {
        List<List<Set<Needle>>> each =
                test.subjects().stream().map(Witnesses::present).toList();
        if (test.together()) {
            return each.stream().flatMap(List::stream).toList();
        }
        Set<Needle> any = new LinkedHashSet<>();
        each.forEach(present -> present.forEach(any::addAll));
        return each.stream().anyMatch(List::isEmpty) ? List.of() : List.of(any);
    }

    /** Each field that is named has a value: without one nothing is worked out. */
    private static List<Set<Needle>> present(Subject subject) {
        return subject.fields().stream()
                .filter(field -> field.path().indexOf('*') < 0)
                .<Set<Needle>>map(field -> Set.of(new Needle.Present(field.path())))
                .distinct()
                .toList();
    }
}
