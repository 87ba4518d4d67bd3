package io.tripline.alert.sink;

import io.tripline.alert.AlertDocument;
import io.tripline.alert.KeptAlert;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a webhook's receiver gets: JSON. Any thread. */
public interface WebhookBody {

    /** The alert as the interface over HTTP has it. */
    static WebhookBody whole() {
        AlertJson json = new AlertJson();
        return kept -> {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("type", "alert.raised");
            document.putAll(AlertDocument.of(kept.alert(), kept.life()));
            return json.line(document);
        };
    }

    /** @throws Impossible there is no body for this alert, at no time */
    String of(KeptAlert kept) throws Impossible;

    /** An alert does not fit into the form that was asked for. */
    final class Impossible extends Exception {

        private static final long serialVersionUID = 1;

        private final String why;

        /** @param why for a person */
        Impossible(String why) {
            super(why);
            this.why = why;
        }

        @Override
        public String getMessage() {
            return why;
        }
    }
}
