package io.tripline.dialect.elastic;

import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item of an exception list: what it holds of never alerts.
 *
 * @param list the list's name, for a person
 * @param condition null where it cannot be asked of an event
 * @param refusal why not; null where it can
 * @param expires the moment from which it no longer applies; null: never
 */
record ExceptionItem(
        String name,
        String list,
        @Nullable Condition condition,
        @Nullable String refusal,
        @Nullable Instant expires) {

    /** That no event is one of those, as a condition that says why. */
    Condition lowered(Condition excepted) {
        String until = expires == null ? "" : ", until " + expires;
        Condition applies =
                expires == null ? excepted : Conditions.all(List.of(new Condition.Before(expires), excepted));
        return new Condition.Remarked(
                "Except '" + name + "', of the exception list '" + list + "'" + until + ".", Conditions.not(applies));
    }
}
