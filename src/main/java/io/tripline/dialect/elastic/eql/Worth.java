package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.query.ElasticField.Mapping;
import io.tripline.rule.Subject;
import java.util.List;

/** What an expression stands for where a value is wanted. */
sealed interface Worth {

    /**
     * A field, a text, a number, or what is worked out of some.
     *
     * @param mapping the field's; of all else {@link Mapping#KEYWORD}
     */
    record Value(Subject subject, Mapping mapping) implements Worth {

        Value(Subject subject) {
            this(subject, Mapping.KEYWORD);
        }

        /** {@code string(field)} is the field's text, which is what tests of texts look at. */
        Subject asText() {
            return subject instanceof Subject.Derived(Subject.Function function, boolean cased, List<Subject> inputs)
                            && function == Subject.Function.STRING
                            && inputs.getFirst() instanceof Subject.Field field
                    ? field
                    : subject;
        }

        boolean isCased(boolean ignoreCase) {
            return !ignoreCase && mapping != Mapping.CASELESS;
        }
    }

    /** {@code null}: nothing is known of it. */
    record Nothing() implements Worth {}

    record Truth(boolean value) implements Worth {}

    /**
     * A condition: true, false, or neither where a field is missing.
     *
     * @param asText {@code string(condition)}
     */
    record Asked(Expression condition, boolean asText) implements Worth {}

    /** It was said why. */
    record Refused() implements Worth {}
}
