package io.tripline.live;

/** There is no room or no time for a request now; it was not looked at, and the sender may send it again. */
public final class Busy extends Exception {

    private static final long serialVersionUID = 1;

    public Busy(String message) {
        super(message);
    }
}
