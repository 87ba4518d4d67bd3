package io.tripline.drl;

import io.tripline.event.FieldPath;
import java.util.List;

/** What a constraint is about, and what its operator compares it with. */
public sealed interface DrlSubject {

    /** {@code field( "path" )} */
    record Field(FieldPath path) implements DrlSubject {}

    /** {@code anyField()} */
    record AnyField() implements DrlSubject {}

    /** {@code value( 83 )}; as an argument the constant alone. */
    record Value(DrlConstant constant) implements DrlSubject {}

    /**
     * {@code of.method( arguments )}
     *
     * @param method of {@code event.FieldValues}
     */
    record Derived(DrlSubject of, String method, List<DrlSubject> arguments) implements DrlSubject {
        public Derived {
            arguments = List.copyOf(arguments);
        }
    }
}
