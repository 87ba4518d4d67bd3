package io.tripline.web.wire;

import io.tripline.ingest.Excerpt;
import io.tripline.web.door.Refused;
import org.jspecify.annotations.Nullable;

/** Nothing is taken of a body, and nothing of it was evaluated. */
public final class WireRefusal extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Refused refused;
    private final transient @Nullable String text;

    public WireRefusal(Refused refused) {
        this(refused, null);
    }

    private WireRefusal(Refused refused, @Nullable String text) {
        super(refused.detail(), null, false, false);
        this.refused = refused;
        this.text = text;
    }

    static WireRefusal malformed(String detail) {
        return new WireRefusal(Refused.of(400, detail));
    }

    /** The same, with the beginning of the body that it is about. */
    WireRefusal of(byte[] body) {
        return new WireRefusal(refused, Excerpt.of(body));
    }

    /** An {@link Excerpt} of the body; null if it was not read. */
    @Nullable
    String text() {
        return text;
    }

    public Refused refused() {
        return refused;
    }
}
