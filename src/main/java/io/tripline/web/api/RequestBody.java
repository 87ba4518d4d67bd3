package io.tripline.web.api;

import io.tripline.ingest.Inflated;
import io.tripline.ingest.Limits;
import io.tripline.web.door.Arrived;

/** What a request brought. */
sealed interface RequestBody {

    record Complete(byte[] bytes) implements RequestBody {}

    /** It goes beyond the limit after inflation. */
    record TooLarge() implements RequestBody {}

    /** It is not what its encoding says. */
    record Malformed(String reason) implements RequestBody {}

    int LIMIT = Limits.DEFAULT.bodyBytes();

    /**
     * @param gzip whether it is to be inflated
     * @throws io.tripline.live.Admission.NoRoom there is no memory for it
     */
    static RequestBody of(Arrived arrived, boolean gzip) {
        if (!gzip) {
            return new Complete(arrived.bytes());
        }
        return switch (arrived.inflated(LIMIT)) {
            case Inflated.Body(byte[] bytes) -> new Complete(bytes);
            case Inflated.TooLarge tooLarge -> new TooLarge();
            case Inflated.Malformed(String reason) -> new Malformed(reason);
        };
    }
}
