package io.tripline.engine.index;

import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.event.CaseFolding;
import io.tripline.event.Decimal;
import io.tripline.event.Glob;
import io.tripline.event.Network;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the witness of each rule: of a conjunction the part that is rarest by a guess, of a disjunction all parts. What
 * many rules ask for (the id of a common kind of event) is a poor witness, so needles are counted over all rules first.
 */
public final class Witnesses {

    /** Longer needles would only make the automaton larger. */
    private static final int LONGEST_PART = 12;

    /** A disjunction of more needles than this is not worth its place. */
    private static final int MOST_NEEDLES = 2000;

    private final Map<Needle, Integer> popularity = new HashMap<>();

    Witnesses() {}

    /** Whether events for which the condition may hold can be looked up; if not, it is tested on each. Any thread. */
    public static boolean exist(EventCondition condition) {
        return new Witnesses().of(condition) != null;
    }

    /** Counts what a rule could be found by. */
    void count(EventCondition condition) {
        switch (condition) {
            case EventCondition.And and -> and.parts().forEach(this::count);
            case EventCondition.Or or -> or.parts().forEach(this::count);
            case EventCondition.AtLeast some -> some.parts().forEach(this::count);
            case EventCondition.Not not -> {}
            case EventCondition.ValueTest test -> countNeedles(needles(test));
            case EventCondition.OriginTest test -> {}
            case EventCondition.HasField test -> {}
            case EventCondition.FieldState test -> {}
            case EventCondition.FieldRelation relation -> countNeedles(present(relation.subject()));
        }
    }

    private void countNeedles(@Nullable Set<Needle> needles) {
        if (needles != null) {
            needles.forEach(needle -> popularity.merge(needle, 1, Integer::sum));
        }
    }

    /** Needles of which every matching event holds at least one; null if there is no such set. */
    @Nullable
    Set<Needle> of(EventCondition condition) {
        return switch (condition) {
            case EventCondition.And and -> rarest(and.parts());
            case EventCondition.Or or -> all(or.parts());
            case EventCondition.AtLeast some -> some.count() < 1 ? null : all(some.parts());
            case EventCondition.Not not -> null;
            case EventCondition.ValueTest test -> needles(test);
            case EventCondition.OriginTest test -> null;
            case EventCondition.HasField test -> null;
            case EventCondition.FieldState test -> null;
            case EventCondition.FieldRelation relation -> present(relation.subject());
        };
    }

    private @Nullable Set<Needle> rarest(List<EventCondition> parts) {
        return parts.stream()
                .map(this::of)
                .filter(witness -> witness != null)
                .min(Comparator.comparingDouble(this::cost))
                .orElse(null);
    }

    private @Nullable Set<Needle> all(List<EventCondition> parts) {
        Set<Needle> union = new LinkedHashSet<>();
        for (EventCondition part : parts) {
            Set<Needle> witness = of(part);
            if (witness == null || union.size() + witness.size() > MOST_NEEDLES) {
                return null;
            }
            union.addAll(witness);
        }
        return union;
    }

    private double cost(Set<Needle> witness) {
        double cost = 0;
        for (Needle needle : witness) {
            int others = popularity.getOrDefault(needle, 1) - 1;
            cost += switch (needle) {
                case Needle.Value value -> 1 + 0.5 * others;
                case Needle.Number number -> 1 + 0.5 * others;
                case Needle.Address address -> 1 + 0.5 * others;
                case Needle.Part part ->
                    2 + 0.5 * others + 6 * Math.max(0, 6 - part.folded().length());
                case Needle.Present present -> 60;
            };
        }
        return cost;
    }

    private static @Nullable Set<Needle> needles(EventCondition.ValueTest test) {
        String path =
                switch (test.subject()) {
                    case Subject.Field field -> field.path().indexOf('*') < 0 ? field.path() : null;
                    case Subject.AnyField any -> "";
                    case Subject.Derived derived -> null;
                };
        if (path == null) {
            return null;
        }
        Set<Needle> needles = new LinkedHashSet<>();
        for (Object argument : test.arguments()) {
            List<Needle> found = needles(path, test, argument);
            if (found.isEmpty()) {
                return path.isEmpty() ? null : Set.of(new Needle.Present(path));
            }
            needles.addAll(found);
        }
        return needles;
    }

    /** Of one alternative; none where its events cannot be looked up. */
    private static List<Needle> needles(String path, EventCondition.ValueTest test, Object argument) {
        return switch (test.operator()) {
            case IS, IS_IGNORE_CASE -> path.isEmpty() ? anywhere(argument) : equal(path, argument);
            default -> {
                Needle needle = needle(path, test, argument.toString());
                yield needle == null ? List.of() : List.of(needle);
            }
        };
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

    /** In any field only what has one spelling can be looked up. */
    private static List<Needle> anywhere(Object argument) {
        String text = argument.toString();
        Needle part = argument instanceof Number || Decimal.parse(text) != null || Network.isAddress(text)
                ? null
                : part("", text);
        return part == null ? List.of() : List.of(part);
    }

    private static @Nullable Needle needle(String path, EventCondition.ValueTest test, String argument) {
        return switch (test.operator()) {
            case STARTS_WITH,
                    STARTS_WITH_IGNORE_CASE,
                    ENDS_WITH,
                    ENDS_WITH_IGNORE_CASE,
                    INCLUDES,
                    INCLUDES_IGNORE_CASE -> part(path, argument);
            case LIKE, LIKE_IGNORE_CASE -> glob(path, argument);
            case IS,
                    IS_IGNORE_CASE,
                    HAS_WORDS,
                    REGEX,
                    REGEX_WHOLE,
                    IN_SUBNET,
                    MORE_THAN,
                    AT_LEAST,
                    LESS_THAN,
                    AT_MOST,
                    EQUAL_TO,
                    NOT_EQUAL_TO -> null;
        };
    }

    private static @Nullable Needle part(String path, String text) {
        String folded = CaseFolding.fold(text);
        if (folded.isEmpty()) {
            return null;
        }
        return new Needle.Part(path, folded.substring(0, Math.min(folded.length(), LONGEST_PART)));
    }

    private static @Nullable Needle glob(String path, String source) {
        return Glob.of(source).literals().stream()
                .max(Comparator.comparingInt(String::length))
                .map(longest -> part(path, longest))
                .orElse(null);
    }

    private static @Nullable Set<Needle> present(Subject subject) {
        return subject instanceof Subject.Field field && field.path().indexOf('*') < 0
                ? Set.of(new Needle.Present(field.path()))
                : null;
    }
}
