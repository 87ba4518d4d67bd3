package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.sigma.lower.SearchLowering.Lowered;
import io.tripline.dialect.sigma.lower.SearchLowering.Widened;
import io.tripline.dialect.sigma.read.ConditionExpression;
import io.tripline.dialect.sigma.read.ConditionExpression.And;
import io.tripline.dialect.sigma.read.ConditionExpression.Identifier;
import io.tripline.dialect.sigma.read.ConditionExpression.Not;
import io.tripline.dialect.sigma.read.ConditionExpression.Of;
import io.tripline.dialect.sigma.read.ConditionExpression.Or;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.problem.Spelling;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import io.tripline.yaml.Yaml.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From a condition over identifiers to one over fields. */
final class ConditionLowering {

    static final String NEGATED_LOOK =
            "a regular expression that looks around cannot be negated: the rule would miss events";
    static final String NO_LOOK = "write it without (?=, (?!, (?<= and (?<!";

    private static final int MOST_REFERENCES = 20_000;

    private final Map<String, Lowered> searches;
    private final Scalar scalar;
    private final Problems findings;
    private final Set<Widened> widened = new LinkedHashSet<>();
    private int references;

    /** @param scalar the text of the condition */
    ConditionLowering(Map<String, Lowered> searches, Scalar scalar, Problems findings) {
        this.searches = searches;
        this.scalar = scalar;
        this.findings = findings;
    }

    /** After an error the condition is of no use, but still a condition. */
    Condition lower(ConditionExpression expression) {
        return lower(expression, true);
    }

    /** Why the condition holds for more than the rule says. */
    List<String> restrictions() {
        return widened.stream().map(Widened::reason).distinct().toList();
    }

    private Condition lower(ConditionExpression expression, boolean positive) {
        return switch (expression) {
            case And and ->
                Conditions.all(
                        and.parts().stream().map(part -> lower(part, positive)).toList());
            case Or or ->
                Conditions.any(
                        or.parts().stream().map(part -> lower(part, positive)).toList());
            case Not not -> Conditions.not(lower(not.part(), !positive));
            case Identifier identifier -> identifier(identifier, positive);
            case Of of -> of(of, positive);
        };
    }

    private Condition identifier(Identifier identifier, boolean positive) {
        Lowered search = searches.get(identifier.name());
        if (search != null) {
            return use(search, positive);
        }
        Place place = scalar.at(identifier.offset(), identifier.name().length());
        String name = identifier.name();
        String meant = Spelling.suggestion(name, searches.keySet());
        if (name.indexOf('*') >= 0) {
            meant = "write 1 of " + name + " or all of " + name;
        }
        if (positive || meant != null) {
            findings.error(
                    place,
                    "there is no search '" + name + "'",
                    meant == null ? "the searches are " + String.join(", ", searches.keySet()) : meant);
        } else {
            // An exclusion that its author left out: without it the rule alerts more, never less.
            findings.warning(place, "there is no search '" + name + "': it excludes nothing", "leave it out");
        }
        return Conditions.NEVER;
    }

    private Condition of(Of of, boolean positive) {
        List<Condition> parts = new ArrayList<>();
        boolean them = of.pattern().equals("them");
        for (Map.Entry<String, Lowered> entry : searches.entrySet()) {
            String name = entry.getKey();
            if (them ? !name.startsWith("_") : NamePattern.matches(of.pattern(), name)) {
                parts.add(use(entry.getValue(), positive));
            }
        }
        Integer count = of.count();
        Place place = scalar.at(of.offset(), of.pattern().length());
        if (parts.isEmpty()) {
            findings.error(
                    place,
                    "no search matches '" + of.pattern() + "'",
                    "the searches are " + String.join(", ", searches.keySet()));
            return Conditions.NEVER;
        }
        if (count != null && count > parts.size()) {
            findings.error(
                    place, "only " + parts.size() + " searches match '" + of.pattern() + "', not " + count, null);
            return Conditions.NEVER;
        }
        if (count == null || count == parts.size()) {
            return Conditions.all(parts);
        }
        return count == 1 ? Conditions.any(parts) : new Condition.AtLeast(count, parts);
    }

    private Condition use(Lowered search, boolean positive) {
        if (++references == MOST_REFERENCES) {
            findings.error(
                    scalar.place(), "the condition names searches more than " + MOST_REFERENCES + " times", null);
        }
        if (references >= MOST_REFERENCES) {
            return Conditions.NEVER;
        }
        for (Widened test : search.widened()) {
            if (positive) {
                widened.add(test);
                findings.warning(test.place(), test.reason(), null);
            } else {
                findings.error(test.place(), NEGATED_LOOK, NO_LOOK);
            }
        }
        return search.condition();
    }
}
