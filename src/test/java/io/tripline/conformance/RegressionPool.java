package io.tripline.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The events of the regression suite beside a file of second opinions, and the corpus that its rules are in. */
final class RegressionPool {

    private final Path corpus;
    private final List<JsonNode> cases;

    /** @param id of the case, and the event's index in it */
    record PooledEvent(String id, JsonNode json) {}

    private RegressionPool(Path corpus, List<JsonNode> cases) {
        this.corpus = corpus;
        this.cases = cases;
    }

    static RegressionPool beside(Path file) throws IOException {
        String name = file.getFileName().toString();
        Path suite = file.resolveSibling(name.substring(0, name.indexOf('.')) + ".jsonl");
        Path corpus =
                file.toAbsolutePath().getParent().resolveSibling("corpora").resolve("sigmahq");
        return new RegressionPool(corpus, CaseRunner.lines(suite));
    }

    Path rule(String path) {
        return corpus.resolve(path);
    }

    List<PooledEvent> events(JsonNode logSource) {
        List<PooledEvent> events = new ArrayList<>();
        for (JsonNode suiteCase : cases) {
            if (log(suiteCase.path("logsource")).equals(log(logSource))) {
                for (int i = 0; i < suiteCase.path("events").size(); i++) {
                    events.add(new PooledEvent(
                            CaseRunner.id(suiteCase) + "#" + i,
                            suiteCase.path("events").get(i)));
                }
            }
        }
        return events;
    }

    boolean holds(String event) {
        return cases.stream()
                .anyMatch(suiteCase -> event.startsWith(CaseRunner.id(suiteCase) + "#")
                        && Integer.parseInt(event.substring(event.indexOf('#') + 1))
                                < suiteCase.path("events").size());
    }

    /** What tells logs apart; a definition is prose. */
    private static List<String> log(JsonNode logSource) {
        return Stream.of("product", "category", "service")
                .map(part -> logSource.path(part).asText())
                .toList();
    }
}
