package io.tripline.engine.compile;

/** A constraint that is not written in the vocabulary of {@code event.FieldValues}: MVEL's business, or a slip. */
final class UnrecognisedConstraint extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;

    /** @param offset index of the offending character in the constraint's text */
    UnrecognisedConstraint(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }
}
