package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.BodyEvents.Around;
import io.tripline.ingest.Framing;
import io.tripline.ingest.Item;
import io.tripline.web.door.Answer;
import io.tripline.web.door.Refused;
import io.tripline.web.token.Caller;
import io.tripline.web.token.SenderToken;
import io.tripline.web.token.SenderTokens;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's webhooks. The signature of the body, as it was sent, is looked at before anything is read in it. GitHub does not come
 * again by itself. What kind of event it is stands in a header alone, and becomes {@code github.event}.
 */
final class GitHub implements WireFormat {

    private static final Pattern SIGNATURE = Pattern.compile("sha256=([0-9a-f]{64})");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final String FORM = "payload=";

    private final SenderTokens tokens;

    GitHub(SenderTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "github";
    }

    @Override
    public List<String> paths() {
        return List.of(JsonEvents.ROOT + "github");
    }

    @Override
    public boolean isSentOnce() {
        return true;
    }

    @Override
    public boolean isSigned() {
        return true;
    }

    /** Who has no signature is turned away before its body is read. */
    @Override
    public @Nullable Answer greeting(WireRequest request) {
        if (!request.isPost()) {
            return refusal(request, Refused.of(405, "events are posted"));
        }
        return tokens.isOpen() || signature(request) != null
                ? null
                : refusal(
                        request,
                        Refused.of(401, "a signature is needed: set a token for github as the secret of the webhook"));
    }

    private static @Nullable String signature(WireRequest request) {
        String header = request.header("x-hub-signature-256");
        Matcher matcher = SIGNATURE.matcher(header == null ? "" : header);
        return matcher.matches() ? matcher.group(1) : null;
    }

    @Override
    public Caller signer(WireRequest request, byte[] body, Caller unsigned) throws WireRefusal {
        String signature = signature(request);
        if (signature == null) {
            return unsigned;
        }
        SenderToken signer = tokens.signer(name(), body, signature);
        if (signer == null && !tokens.isOpen()) {
            throw new WireRefusal(Refused.of(401, "this is not the signature of the body with any token for github"));
        }
        return signer == null ? unsigned : tokens.caller(signer);
    }

    @Override
    public Receipt decode(WireRequest request, byte[] body, BodyEvents events) throws WireRefusal {
        String kind = word(request.header("x-github-event"));
        if ("ping".equals(kind)) {
            return taken -> Answer.json(200, "{}");
        }
        if (!(events.items(json(request, body), Framing.AUTOMATIC).next() instanceof Item.Found found)) {
            throw WireRefusal.malformed("the payload is no JSON object");
        }
        Map<String, Object> event = new LinkedHashMap<>(found.object().source());
        String delivery = word(request.header("x-github-delivery"));
        Map<String, Object> about = new LinkedHashMap<>();
        SplunkHec.put(about, "event", kind);
        SplunkHec.put(about, "delivery", delivery);
        event.putIfAbsent("github", about);
        events.add(event, new Around(Map.of(), null, delivery, delivery == null ? null : "github:" + delivery, false));
        return taken -> JsonBody.counts(202, taken);
    }

    private static @Nullable String word(@Nullable String header) {
        return header != null && WORD.matcher(header).matches() ? header : null;
    }

    private static byte[] json(WireRequest request, byte[] body) throws WireRefusal {
        if (!request.contentType().equals("application/x-www-form-urlencoded")) {
            return body;
        }
        String form = new String(body, StandardCharsets.UTF_8);
        int at = form.startsWith(FORM) ? 0 : form.indexOf("&" + FORM) + 1;
        if (!form.startsWith(FORM, at)) {
            throw WireRefusal.malformed("there is no payload in the form");
        }
        int end = form.indexOf('&', at);
        try {
            return URLDecoder.decode(
                            form.substring(at + FORM.length(), end < 0 ? form.length() : end), StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            throw WireRefusal.malformed("the payload of the form is not encoded as forms are");
        }
    }
}
