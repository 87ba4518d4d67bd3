package io.tripline.bench.compare;

/** Why a comparison cannot go on, for a person. */
final class Failure extends RuntimeException {

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
