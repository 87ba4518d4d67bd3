package io.tripline.web.sinks;

import io.tripline.alert.sink.BodyTemplate;
import io.tripline.alert.sink.Sink;
import io.tripline.alert.sink.WebhookBody;
import io.tripline.alert.sink.WebhookSignature;
import io.tripline.alert.sink.WebhookSink;
import io.tripline.config.BadConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code type=webhook}. */
final class WebhookType implements SinkType {

    private static final int LARGEST_TEMPLATE = 256 * 1024;

    /** Of templates that come with the program: where their receivers are. */
    private static final Map<String, String> ADDRESSES = Map.of(
            "pagerduty", "https://events.pagerduty.com/v2/enqueue", "opsgenie", "https://api.opsgenie.com/v2/alerts");

    private static final Map<String, Map<String, String>> DEFAULTS = Map.of("jira", Map.of("issuetype", "Task"));

    private final HttpKeys http;
    private final InstantSource clock;

    WebhookType(HttpKeys http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Set<String> keys() {
        return HttpKeys.and("secret", "template");
    }

    @Override
    public Set<String> families() {
        return Set.of("header.", "set.");
    }

    @Override
    public Sink make(SinkKeys keys) {
        String template = keys.text("template");
        WebhookBody body = template == null ? WebhookBody.whole() : template(keys, template);
        return new WebhookSink(
                http.receiver(keys, template == null ? null : ADDRESSES.get(template)),
                body,
                signature(keys, template != null),
                clock);
    }

    private static WebhookBody template(SinkKeys keys, String template) {
        Map<String, String> set = new TreeMap<>(DEFAULTS.getOrDefault(template, Map.of()));
        set.putAll(keys.family("set."));
        try {
            if (BodyTemplate.BUILT_IN.contains(template)) {
                return BodyTemplate.builtIn(template, set);
            }
            return BodyTemplate.of(template, read(keys, template), set);
        } catch (IllegalArgumentException broken) {
            throw new BadConfiguration(keys.key("template") + ": " + broken.getMessage()
                    + (broken.getMessage() != null && broken.getMessage().contains("{set.")
                            ? "; such names are set as " + keys.key("set.<name>")
                            : ""));
        }
    }

    private static String read(SinkKeys keys, String file) {
        try {
            if (Files.size(Path.of(file)) <= LARGEST_TEMPLATE) {
                return Files.readString(Path.of(file));
            }
            throw new BadConfiguration(
                    keys.key("template") + ": " + file + " is larger than " + LARGEST_TEMPLATE + " bytes");
        } catch (IOException | InvalidPathException unreadable) {
            throw new BadConfiguration(keys.key("template") + " = " + file + " is neither one of "
                    + String.join(", ", BodyTemplate.BUILT_IN) + " nor a file that can be read");
        }
    }

    /** @param isTemplate a receiver with a form of its own knows the sender by other means */
    private static @Nullable WebhookSignature signature(SinkKeys keys, boolean isTemplate) {
        if (isTemplate && keys.text("secret") == null) {
            return null;
        }
        String secret = keys.needed(
                "secret", "the receiver knows by it who sends; make one with: echo whsec_$(openssl rand -base64 32)");
        try {
            return WebhookSignature.of(secret);
        } catch (IllegalArgumentException unusable) {
            throw new BadConfiguration(keys.key("secret") + ": " + unusable.getMessage());
        }
    }
}
