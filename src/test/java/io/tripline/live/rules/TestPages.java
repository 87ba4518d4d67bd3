package io.tripline.live.rules;

import io.tripline.config.RuleParameters;
import io.tripline.dialect.ParameterValues;
import io.tripline.engine.Engine;
import io.tripline.live.PipelineCounters;
import io.tripline.live.history.MinuteHistory;
import io.tripline.live.history.RaisedAlerts;
import io.tripline.store.MemoryStore;
import io.tripline.web.rules.RulePages;
import java.time.InstantSource;
import java.util.Set;

/** What is told of rules where nothing else of the program runs. */
final class TestPages {

    private TestPages() {}

    static RulePages of(Engine engine, FolderStatus catalog) {
        LiveGraph graph = new LiveGraph(engine);
        MinuteHistory history = new MinuteHistory(
                graph, () -> 0, new RaisedAlerts(), new MemoryStore(1, 1).counts(), InstantSource.system());
        return new RulePages(
                engine,
                graph,
                catalog,
                new PipelineCounters(),
                Set.of(),
                history,
                new RuleParameters(ParameterValues.NONE));
    }
}
