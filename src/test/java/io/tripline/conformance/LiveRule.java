package io.tripline.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.alert.Alert;
import io.tripline.dialect.Dialects;
import io.tripline.dialect.ParameterValues;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.event.Event;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import io.tripline.problem.SourceText;
import io.tripline.translate.RuleSource;
import io.tripline.translate.Translation;
import io.tripline.translate.Translator;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A rule's text, translated to DRL, compiled and running. */
final class LiveRule implements AutoCloseable {

    /** Where events without a time of their own begin, one second each. */
    static final long START = 1_767_225_600_000L;

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());

    private final Engine engine = new Engine(EngineSettings.DEFAULT);

    /** The text is refused; the message says why. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private LiveRule() {}

    static LiveRule of(String file, String text, ParameterValues parameters) throws Refused {
        Translator translator = new Translator(Dialects.all().parsers(), parameters);
        Translation translation = translator
                .translate(List.of(new RuleSource(file, new SourceText(file, text))))
                .getFirst();
        String drl = translation.drl();
        if (drl == null || translation.isRefused()) {
            throw new Refused("refused: " + translation.rules() + translation.problems());
        }
        LiveRule live = new LiveRule();
        LoadReport report = live.engine.load(List.of(new DrlSource(file + ".drl", drl)));
        if (!report.broken().isEmpty()) {
            live.close();
            throw new Refused("the DRL does not compile: " + report.problems() + "\n" + drl);
        }
        return live;
    }

    static Event decode(JsonNode event, int index) {
        byte[] body = event.toString().getBytes(StandardCharsets.UTF_8);
        DecodedBatch batch = DECODER.decode(body, START + index * 1000L);
        if (batch.events().size() != 1) {
            throw new IllegalArgumentException("not one event: " + batch.rejections());
        }
        Decoded decoded = batch.events().getFirst();
        return decoded.event();
    }

    List<Alert> process(Event event) {
        return engine.process(List.of(event));
    }

    /** Time goes on until nothing is waited for. */
    List<Alert> drain() {
        return engine.drain();
    }

    /** How many match rules have matched so far, over all events. */
    long matches() {
        return engine.rules().stream()
                .filter(rule -> rule.outline().kind() == RuleOutline.Kind.MATCH)
                .mapToLong((LoadedRule rule) -> rule.counters().matched())
                .sum();
    }

    @Override
    public void close() {
        engine.close();
    }
}
