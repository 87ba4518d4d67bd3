package io.tripline.store;

/** The store can neither keep nor tell something now, or what it holds is damaged: the message says what, and what to do. */
public final class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StoreFailure(String message) {
        super(message);
    }

    public StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
