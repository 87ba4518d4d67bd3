package io.tripline.ruletest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripline.event.Event;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.SaidLog;
import io.tripline.ingest.SaidTime;
import io.tripline.ruletest.RuleTestFile.Case;
import io.tripline.ruletest.RuleTestFile.Events;
import io.tripline.ruletest.RuleTestFile.Log;
import io.tripline.yaml.YamlNode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the events of a test, as if they had come as JSON. */
final class TestEvents {

    /** Keeps every time far from the ends of a long. */
    private static final long LATEST = 253_402_300_799_999L; // end of year 9999

    /** Events between two looks at the time. */
    private static final int LOOK = 500;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final EventDecoder decoder;
    private final TestBounds bounds;

    TestEvents(EventDecoder decoder, TestBounds bounds) {
        this.decoder = decoder;
        this.bounds = bounds;
    }

    /**
     * @throws YamlNode.Malformed an event that would be rejected, or goes beyond the bounds, with its place
     * @throws OverTime there is no more time
     */
    List<Event> of(Case test) {
        List<Event> events = new ArrayList<>();
        long left = bounds.eventBytes();
        EventDecoder saying = decoder.saying(said(test.log()));
        long last = test.start();
        for (Events given : test.events()) {
            long first = last;
            for (int i = 0; i < given.repeat(); i++) {
                byte[] json = json(given, i + 1);
                left -= json.length;
                if (left < 0) {
                    throw new YamlNode.Malformed(given.place()
                            .error("the events of the test are larger than " + bounds.eventBytes() + " bytes", null));
                }
                if (i % LOOK == 0) {
                    bounds.check();
                }
                Decoded decoded = decode(saying, given, json, first);
                Event event = decoded.event();
                if (given.at() == null && decoded.time() instanceof SaidTime.Unreadable(String complaint)) {
                    throw new YamlNode.Malformed(given.place()
                            .error("its time cannot be read: " + complaint, "say when it happens with 'at: 0s'"));
                }
                if (i == 0) {
                    first = given.at() == null
                            ? event.getTimestamp()
                            : plus(test.start(), given.at().toMillis(), given);
                }
                last = plus(first, every(given) * i, given);
                events.add(event.at(last));
            }
        }
        return events;
    }

    private SaidLog said(Log log) {
        SaidLog said = SaidLog.NOTHING;
        for (Map.Entry<String, String> each : log.words().entrySet()) {
            try {
                said = said.and(each.getKey(), each.getValue(), decoder.formats());
            } catch (IllegalArgumentException slip) {
                throw new YamlNode.Malformed(log.place().error(String.valueOf(slip.getMessage()), null));
            }
        }
        return said;
    }

    private static long every(Events given) {
        return given.every().toMillis();
    }

    private static long plus(long start, long millis, Events given) {
        long time = start + millis;
        if (time < 0 || time > LATEST) {
            throw new YamlNode.Malformed(given.place().error("its time is out of range", null));
        }
        return time;
    }

    private static byte[] json(Events given, int n) {
        Object content = Numbered.with(given.event(), Integer.toString(n));
        try {
            return MAPPER.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new YamlNode.Malformed(given.place().error("is no event: " + e.getMessage(), null));
        }
    }

    private static Decoded decode(EventDecoder decoder, Events given, byte[] json, long time) {
        DecodedBatch batch;
        try {
            batch = decoder.decode(json, time);
        } catch (DateTimeException e) {
            throw new YamlNode.Malformed(given.place().error("is no event: " + e.getMessage(), null));
        }
        if (batch.events().size() != 1) {
            String reason = batch.rejections().isEmpty()
                    ? "it is " + batch.events().size() + " events"
                    : batch.rejections().getFirst().reason();
            throw new YamlNode.Malformed(given.place().error("would be rejected: " + reason, null));
        }
        return batch.events().getFirst();
    }
}
