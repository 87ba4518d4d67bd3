package io.tripline.rule;

import java.util.List;

/**
 * One detection: what becomes one alerting rule of a DRL file.
 *
 * @param id the source rule's own id, or a name-based one where it has none; printed as {@code @id}
 * @param title one line, for a person
 * @param pattern what makes an alert
 * @param parameters values that were put into the pattern for placeholders of the source
 * @param overrides what its alerts take from their events
 * @param restrictions why this is an approximation of the source; empty where it is exact
 */
public record Rule(
        String id,
        String title,
        Metadata metadata,
        Pattern pattern,
        Overrides overrides,
        List<Parameter> parameters,
        List<String> restrictions) {

    /** Its alerts say what it says itself. */
    public Rule(
            String id,
            String title,
            Metadata metadata,
            Pattern pattern,
            List<Parameter> parameters,
            List<String> restrictions) {
        this(id, title, metadata, pattern, Overrides.NONE, parameters, restrictions);
    }

    public Rule {
        parameters = List.copyOf(parameters);
        restrictions = List.copyOf(restrictions);
    }
}
