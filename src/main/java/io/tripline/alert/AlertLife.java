package io.tripline.alert;

import org.jspecify.annotations.Nullable;

/**
 * How an alert stands, beside what it says.
 *
 * @param silenced so many further matches came to its group while that was silent because of it
 * @param last what was done to it last; null if nothing was
 */
public record AlertLife(long silenced, @Nullable AlertChange last) {

    /** Of one that has just been raised. */
    public static final AlertLife NEW = new AlertLife(0, null);

    /** Changes of one alert: a program that goes round in circles must not fill the store. */
    static final int MOST_CHANGES = 1000;

    /** What becomes of a wish. */
    public sealed interface Decision {

        /** It is done. */
        record Changed(AlertChange change) implements Decision {}

        /** The alert does not stand where it would have to: who wished it is to look at it again. */
        record Conflict(String why) implements Decision {}

        /** It can never be done. */
        record Unusable(String why) implements Decision {}
    }

    /** Grows by one with each change; 0 before the first. */
    public long version() {
        return last == null ? 0 : last.version();
    }

    public AlertStatus status() {
        return last == null ? AlertStatus.OPEN : last.to();
    }

    /** Null unless it is closed. */
    public @Nullable Verdict verdict() {
        return last == null ? null : last.verdict();
    }

    public AlertLife with(AlertChange change) {
        return new AlertLife(silenced, change);
    }

    public AlertLife silencing(long more) {
        return new AlertLife(silenced + more, last);
    }

    /** @param now ms since the epoch */
    public Decision decide(AlertWish wish, long now) {
        Long expected = wish.version();
        if (expected != null && expected != version()) {
            return new Decision.Conflict("the alert is of version " + version() + ", and " + expected
                    + " was expected: somebody has changed it meanwhile");
        }
        AlertStatus to = wish.status() == null ? status() : wish.status();
        if (to != status() && !status().next().contains(to)) {
            return new Decision.Conflict("an alert that is " + status().word() + " cannot become " + to.word()
                    + ": reopen it first (status open)");
        }
        if (version() >= MOST_CHANGES) {
            return new Decision.Conflict("the alert has been changed " + MOST_CHANGES + " times: that is all");
        }
        return to == AlertStatus.CLOSED ? close(wish, now) : leaveOpen(wish, to, now);
    }

    private Decision close(AlertWish wish, long now) {
        Verdict verdict = wish.verdict() == null ? verdict() : wish.verdict();
        if (verdict == null) {
            return new Decision.Unusable(
                    "an alert is closed with a verdict, one of " + String.join(", ", Verdict.WORDS));
        }
        boolean changes = status() != AlertStatus.CLOSED || verdict != verdict() || wish.comment() != null;
        return changes ? changed(wish, AlertStatus.CLOSED, verdict, now) : nothing();
    }

    private Decision leaveOpen(AlertWish wish, AlertStatus to, long now) {
        if (wish.verdict() != null) {
            return new Decision.Unusable("a verdict goes with status closed alone");
        }
        return to != status() || wish.comment() != null ? changed(wish, to, null, now) : nothing();
    }

    private Decision nothing() {
        return status() == AlertStatus.CLOSED
                ? new Decision.Conflict("the alert is closed already, with this verdict")
                : new Decision.Conflict("the alert is " + status().word() + " already");
    }

    private Decision changed(AlertWish wish, AlertStatus to, @Nullable Verdict verdict, long now) {
        return new Decision.Changed(
                new AlertChange(version() + 1, now, wish.by(), status(), to, verdict, wish.comment()));
    }
}
