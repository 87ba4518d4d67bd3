package io.tripline.alert.sink;

import io.tripline.alert.KeptAlert;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts each alert as JSON, in the program's form or one that the receiver asks for, and signs it after Standard Webhooks; the alert's id is
 * the message's, at every try.
 */
public final class WebhookSink implements Sink {

    private final HttpReceiver receiver;
    private final WebhookBody body;
    private final @Nullable WebhookSignature signature;
    private final InstantSource clock;

    /** @param signature null: nothing is signed */
    public WebhookSink(
            HttpReceiver receiver, WebhookBody body, @Nullable WebhookSignature signature, InstantSource clock) {
        this.receiver = receiver;
        this.body = body;
        this.signature = signature;
        this.clock = clock;
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public String target() {
        return receiver.target();
    }

    @Override
    public List<Outcome> send(List<KeptAlert> alerts) throws InterruptedException {
        KeptAlert kept = alerts.getFirst();
        String text;
        try {
            text = body.of(kept);
        } catch (WebhookBody.Impossible none) {
            return List.of(new Outcome.Refused(none.getMessage()));
        }
        return List.of(receiver.deliver(text, headers(kept.alert().getId(), text)));
    }

    private Map<String, String> headers(String id, String text) {
        long seconds = clock.instant().getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(seconds));
        if (signature != null) {
            headers.put("webhook-signature", signature.of(id, seconds, text.getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }

    @Override
    public void close() {
        receiver.close();
    }
}
