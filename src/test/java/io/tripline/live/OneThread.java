package io.tripline.live;

import io.tripline.ingest.DecodedBatch;

/** Bodies on their way through a pipeline, for who wants to be between their effect and their answer. */
public final class OneThread {

    private final LivePipeline pipeline;

    public OneThread(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** One that has had its effect on the engine, and waits for its answer. */
    public interface Unanswered {

        /** @throws Busy it is not kept */
        LivePipeline.BatchResult settle() throws Busy;
    }

    /** @throws Busy it is not taken */
    public Unanswered evaluate(DecodedBatch batch) throws Busy {
        try (Intake intake = pipeline.intake()) {
            intake.match(batch);
            LivePipeline.Evaluated evaluated = pipeline.evaluate(intake);
            return () -> pipeline.settle(evaluated);
        }
    }
}
