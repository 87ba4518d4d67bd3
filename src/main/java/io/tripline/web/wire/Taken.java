package io.tripline.web.wire;

import io.tripline.ingest.DecodedBatch;
import io.tripline.live.LivePipeline;

/** What became of a body, once all of it that matters is kept. */
public record Taken(DecodedBatch batch, LivePipeline.BatchResult result) {

    boolean isNothing() {
        return result.accepted() == 0;
    }

    /** Why the first item that is none is none; empty if all are. */
    String firstReason() {
        return batch.rejections().isEmpty()
                ? "there is no event in the body"
                : batch.rejections().getFirst().reason();
    }
}
