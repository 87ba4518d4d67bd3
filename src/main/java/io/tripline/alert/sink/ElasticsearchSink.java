package io.tripline.alert.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.alert.Alert;
import io.tripline.alert.EcsDocument;
import io.tripline.alert.KeptAlert;
import io.tripline.alert.RuleAbout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes alerts to an index or data stream of Elasticsearch or OpenSearch, as Elastic Security writes its own. Each is created under its id, so one
 * that comes a second time is a conflict, and there already.
 */
public final class ElasticsearchSink implements Sink {

    private static final int MOST = 50;
    private static final int CONFLICT = 409;
    private static final Map<String, String> LINES = Map.of("Content-Type", "application/x-ndjson");

    private final HttpReceiver receiver;
    private final String index;
    private final Function<Alert, RuleAbout> about;
    private final AlertJson json = new AlertJson();
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * @param receiver the address of {@code _bulk}
     * @param index or a data stream
     */
    public ElasticsearchSink(HttpReceiver receiver, String index, Function<Alert, RuleAbout> about) {
        this.receiver = receiver;
        this.index = index;
        this.about = about;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public String target() {
        return receiver.target() + " " + index;
    }

    @Override
    public List<Outcome> send(List<KeptAlert> alerts) throws InterruptedException {
        StringBuilder body = new StringBuilder();
        for (KeptAlert kept : alerts) {
            Alert alert = kept.alert();
            body.append(json.line(Map.of("create", Map.of("_index", index, "_id", alert.getId()))))
                    .append('\n')
                    .append(json.line(EcsDocument.of(alert, kept.life(), about.apply(alert))))
                    .append('\n');
        }
        return switch (receiver.post(body.toString(), LINES)) {
            case HttpReceiver.Reply.Not(Outcome outcome) -> all(alerts, outcome);
            case HttpReceiver.Reply.Taken(String text) -> outcomes(alerts, text);
        };
    }

    private static List<Outcome> all(List<KeptAlert> alerts, Outcome outcome) {
        return alerts.stream().map(alert -> outcome).toList();
    }

    /** One item for each alert, in their order. */
    private List<Outcome> outcomes(List<KeptAlert> alerts, String text) {
        JsonNode items;
        try {
            items = mapper.readTree(text).path("items");
        } catch (JsonProcessingException unreadable) {
            items = mapper.missingNode();
        }
        if (items.size() != alerts.size()) {
            return all(
                    alerts,
                    new Outcome.Later("does not say what became of each alert: " + HttpReceiver.shown(text), null));
        }
        List<Outcome> outcomes = new ArrayList<>();
        items.forEach(item -> outcomes.add(outcome(item.path("create"))));
        return outcomes;
    }

    private static Outcome outcome(JsonNode item) {
        int status = item.path("status").asInt();
        if (status >= 200 && status < 300 || status == CONFLICT) {
            return new Outcome.Delivered();
        }
        String why = "answers with " + status + ": "
                + HttpReceiver.shown(item.at("/error/type").asText("") + ", "
                        + item.at("/error/reason").asText(""));
        return HttpReceiver.isFinal(status) ? new Outcome.Refused(why) : new Outcome.Later(why, null);
    }

    @Override
    public void close() {
        receiver.close();
    }
}
