package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import io.tripline.web.door.Answer;
import io.tripline.web.door.Refusal;
import io.tripline.web.door.Refused;
import io.tripline.web.token.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way in which senders bring events: the addresses that they call, how a body is read, and what they take for an answer. Any
 * thread; keeps nothing of one request for the next.
 */
public interface WireFormat {

    /** As tokens and {@code docs/senders.md} name it. */
    String name();

    /** The addresses; one that ends in {@code /**} is the address before that, and all below. */
    List<String> paths();

    /** What a request that brings no events is answered; null: its body is to be decoded. Quick, and the same at each call. */
    default @Nullable Answer greeting(WireRequest request) {
        return request.isPost() ? null : refusal(request, Refused.of(405, "events are posted"));
    }

    /** The request tells and brings nothing that would need a token. */
    default boolean isOpen(WireRequest request) {
        return false;
    }

    /** Its sender does not come again, or only once: places are kept for it, and it is never told to slow down. */
    default boolean isSentOnce() {
        return false;
    }

    /** What may be a token, beside {@code Authorization} and the path. */
    default List<String> secrets(WireRequest request) {
        return List.of();
    }

    /** The body itself says who sent it, and no token is needed to bring it. */
    default boolean isSigned() {
        return false;
    }

    /**
     * Who signed the body.
     *
     * @param body as it was sent
     * @throws WireRefusal nobody who may send
     */
    default Caller signer(WireRequest request, byte[] body, Caller unsigned) throws WireRefusal {
        return unsigned;
    }

    /** What is answered once all that was found is kept. */
    interface Receipt {
        Answer answer(Taken taken);
    }

    /**
     * Finds the events.
     *
     * @param body inflated; not changed
     * @throws WireRefusal nothing of it can be used
     */
    Receipt decode(WireRequest request, byte[] body, BodyEvents events) throws WireRefusal;

    /** That nothing was taken, so that this sender comes back if that is of use; a problem of RFC 9457 if it does not mind. */
    default Answer refusal(WireRequest request, Refused refused) {
        return Refusal.problem(refused);
    }
}
