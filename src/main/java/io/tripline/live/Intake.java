package io.tripline.live;

import io.tripline.engine.Matched;
import io.tripline.engine.Turn;
import io.tripline.event.Event;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.SaidTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One body on its way: its number is that of its arrival, its events are matched beside those of others, and have their effect
 * when it is its turn. To be closed in any case, since others wait for that. One thread.
 */
public final class Intake implements AutoCloseable {

    /** Events that are matched, and then evaluated, between two looks around. */
    static final int PART = 500;

    private final LivePipeline pipeline;
    private final Turn turn;
    private final List<Waiting> waiting = new ArrayList<>();
    private int rejected;

    /**
     * What is kept of an event that is matched and waits for its turn.
     *
     * @param deduplicationId null where it has none
     * @param clamped its time was too far ahead and has been set back
     */
    record Waiting(
            @Nullable String deduplicationId, boolean recognised, SaidTime time, boolean clamped, Matched matched) {}

    Intake(LivePipeline pipeline, Turn turn) {
        this.pipeline = pipeline;
        this.turn = turn;
    }

    /** Tests the events of the body against the match rules; nothing comes of it yet. Waits for nobody. */
    public void match(DecodedBatch batch) {
        rejected += batch.rejected();
        long latest = pipeline.latestTime();
        List<Decoded> events = batch.events();
        for (int from = 0; from < events.size(); from += PART) {
            match(events.subList(from, Math.min(events.size(), from + PART)), latest);
        }
    }

    private void match(List<Decoded> part, long latest) {
        List<Event> events = part.stream()
                .map(item -> isAhead(item, latest) ? item.event().at(latest) : item.event())
                .toList();
        List<Matched> matched = pipeline.watched(() -> turn.match(events));
        for (int i = 0; i < part.size(); i++) {
            Decoded item = part.get(i);
            waiting.add(new Waiting(
                    item.deduplicationId(),
                    !item.format().equals(EventDecoder.UNRECOGNISED),
                    item.time(),
                    isAhead(item, latest),
                    matched.get(i)));
        }
    }

    private static boolean isAhead(Decoded item, long latest) {
        return item.event().getTimestamp() > latest;
    }

    /**
     * Evaluates what was matched, once it is its turn.
     *
     * @throws Busy the turn did not come in time, and nothing of the body was evaluated; or memory came to its end on the way, and
     *     the message says how much was
     */
    public LivePipeline.BatchResult finish() throws Busy {
        return pipeline.finish(this);
    }

    Turn turn() {
        return turn;
    }

    List<Waiting> waiting() {
        return waiting;
    }

    int rejected() {
        return rejected;
    }

    @Override
    public void close() {
        turn.close();
    }
}
