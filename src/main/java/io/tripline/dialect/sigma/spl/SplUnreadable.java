package io.tripline.dialect.sigma.spl;

/** A command cannot be read; caught in this package. */
final class SplUnreadable extends Exception {

    private static final long serialVersionUID = 1;

    private final String why;

    SplUnreadable(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }
}
