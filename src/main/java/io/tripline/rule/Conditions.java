package io.tripline.rule;

import io.tripline.rule.Condition.And;
import io.tripline.rule.Condition.Not;
import io.tripline.rule.Condition.Or;
import java.util.List;
import java.util.stream.Stream;

/** Conditions put together as a person would write them: no nesting of the same kind, none of one part, nothing denied twice. */
public final class Conditions {

    /** True of any event. */
    public static final Condition ALWAYS = new And(List.of());

    /** True of no event. */
    public static final Condition NEVER = new Or(List.of());

    private Conditions() {}

    public static Condition all(List<Condition> parts) {
        List<Condition> flat = parts.stream()
                .flatMap(part -> part instanceof And(List<Condition> inner) ? inner.stream() : Stream.of(part))
                .toList();
        return flat.size() == 1 ? flat.getFirst() : new And(flat);
    }

    public static Condition any(List<Condition> parts) {
        List<Condition> flat = parts.stream()
                .flatMap(part -> part instanceof Or(List<Condition> inner) ? inner.stream() : Stream.of(part))
                .toList();
        return flat.size() == 1 ? flat.getFirst() : new Or(flat);
    }

    public static Condition not(Condition part) {
        if (part.equals(NEVER)) {
            return ALWAYS;
        }
        return part instanceof Not(Condition denied) ? denied : new Not(part);
    }
}
