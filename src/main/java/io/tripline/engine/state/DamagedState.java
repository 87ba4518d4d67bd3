package io.tripline.engine.state;

import java.io.IOException;

/** Bytes that should be a state are none, or of a later version: the message says which. */
public final class DamagedState extends IOException {

    private static final long serialVersionUID = 1L;

    public DamagedState(String message) {
        super(message);
    }
}
