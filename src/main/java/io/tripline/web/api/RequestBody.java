package io.tripline.web.api;

import io.tripline.ingest.Inflated;
import io.tripline.ingest.Limits;
import io.tripline.web.live.Admission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** What was read of a request. */
sealed interface RequestBody {

    record Complete(byte[] bytes) implements RequestBody {}

    /** It goes beyond the limit, as sent or after inflation. */
    record TooLarge() implements RequestBody {}

    /** There is no room for it now. */
    record NoRoom() implements RequestBody {}

    /** It is not what its encoding says, or the sender went away. */
    record Malformed(String reason) implements RequestBody {}

    int LIMIT = Limits.DEFAULT.bodyBytes();

    /**
     * Reads a body to its end or to the limit.
     *
     * @param declared Content-Length; negative if the sender did not say
     * @param gzip whether it is to be inflated
     */
    static RequestBody read(InputStream in, long declared, boolean gzip, Admission.Ticket ticket) {
        if (declared > LIMIT) {
            return new TooLarge();
        }
        ByteArrayOutputStream read = new ByteArrayOutputStream(declared > 0 ? (int) declared : 8192);
        byte[] chunk = new byte[64 * 1024];
        try {
            int length;
            while ((length = in.read(chunk)) >= 0) {
                if (read.size() + length > LIMIT) {
                    return new TooLarge();
                }
                if (!ticket.reserve(length)) {
                    return new NoRoom();
                }
                read.write(chunk, 0, length);
            }
        } catch (IOException e) {
            return new Malformed("the body ended before its time");
        }
        return gzip ? inflated(read.toByteArray(), ticket) : new Complete(read.toByteArray());
    }

    private static RequestBody inflated(byte[] compressed, Admission.Ticket ticket) {
        return switch (Inflated.gzip(compressed, LIMIT)) {
            case Inflated.Body(byte[] bytes) -> ticket.reserve(bytes.length) ? new Complete(bytes) : new NoRoom();
            case Inflated.TooLarge tooLarge -> new TooLarge();
            case Inflated.Malformed(String reason) -> new Malformed(reason);
        };
    }
}
