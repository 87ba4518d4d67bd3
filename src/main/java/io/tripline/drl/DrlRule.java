package io.tripline.drl;

import java.util.List;

/**
 * One rule.
 *
 * @param comment lines before it, without slashes
 */
public record DrlRule(
        List<String> comment, String name, List<Annotation> annotations, List<Conditional> when, Action then) {

    public DrlRule {
        comment = List.copyOf(comment);
        annotations = List.copyOf(annotations);
        when = List.copyOf(when);
    }

    /** {@code @name( value, value )} */
    public record Annotation(String name, List<DrlConstant> values) {
        public Annotation {
            values = List.copyOf(values);
        }
    }
}
