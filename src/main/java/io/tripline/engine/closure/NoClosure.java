package io.tripline.engine.closure;

/** Something is left to MVEL's interpreter: not all that its text says is known before it runs. */
final class NoClosure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoClosure() {
        super(null, null, false, false);
    }
}
