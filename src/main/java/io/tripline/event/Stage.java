package io.tripline.event;

/**
 * Where a match belongs in an ordered correlation.
 *
 * @param from the first of the steps that the match can be, 1-based; of an absence the step after which it must not come; else 0
 * @param to the last of them
 * @param last whether {@code to} is the last step of the order
 */
public record Stage(Kind kind, int from, int to, boolean last) {

    /** Of a correlation without an order. */
    public static final Stage NONE = new Stage(Kind.NONE, 0, 0, false);

    /** What ends all that is under way. */
    public static final Stage UNTIL = new Stage(Kind.UNTIL, 0, 0, false);

    /** An order of more steps is a mistake or an attack. */
    public static final int MOST_STEPS = 1000;

    /** What the match is to the order. */
    public enum Kind {
        NONE,
        STEP,
        /** What must not come. */
        ABSENT,
        UNTIL
    }

    public Stage {
        if (!isStage(from, to)) {
            throw new IllegalArgumentException("no steps of an order: " + from + " to " + to);
        }
    }

    /** Whether steps have such numbers; 0 is before the first. */
    public static boolean isStage(int from, int to) {
        return from >= 0 && from <= to && to <= MOST_STEPS;
    }

    public static Stage step(int step, boolean last) {
        return new Stage(Kind.STEP, step, step, last);
    }

    /** Each of some steps in a row: one kind of event that comes several times. */
    public static Stage steps(int from, int to, boolean last) {
        return new Stage(Kind.STEP, from, to, last);
    }

    /** @param after the step behind which it must not come; 0: before the first */
    public static Stage absent(int after) {
        return new Stage(Kind.ABSENT, after, after, false);
    }

    /** Whether the match is a step of an order, not what ends or spoils one. */
    public boolean isStep() {
        return kind == Kind.STEP;
    }

    /** How many of the steps the match can be. */
    public int size() {
        return to - from + 1;
    }
}
