package io.tripline.dialect.sigma.lower;

import io.tripline.rule.Condition;
import io.tripline.rule.Condition.And;
import io.tripline.rule.Condition.Or;
import java.util.ArrayList;
import java.util.List;

/** Conjunctions and disjunctions as a person would write them: no nesting of the same kind, none of one part. */
final class Conditions {

    private Conditions() {}

    static Condition all(List<Condition> parts) {
        List<Condition> flat = new ArrayList<>();
        for (Condition part : parts) {
            if (part instanceof And(List<Condition> inner)) {
                flat.addAll(inner);
            } else {
                flat.add(part);
            }
        }
        return flat.size() == 1 ? flat.getFirst() : new And(flat);
    }

    static Condition any(List<Condition> parts) {
        List<Condition> flat = new ArrayList<>();
        for (Condition part : parts) {
            if (part instanceof Or(List<Condition> inner)) {
                flat.addAll(inner);
            } else {
                flat.add(part);
            }
        }
        return flat.size() == 1 ? flat.getFirst() : new Or(flat);
    }
}
