package io.tripline.dialect.sigma;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Other people's rules and verdicts, which are measured against and never copied; a test is skipped where they are absent. */
final class SharedMaterial {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SharedMaterial() {}

    static Path folder(String name) {
        String configured = System.getProperty("tripline.shared", System.getenv("TRIPLINE_SHARED"));
        Path shared = configured == null ? Path.of("..", "shared") : Path.of(configured);
        Path folder = shared.resolve(name);
        Assumptions.assumeTrue(
                Files.exists(folder), () -> folder.toAbsolutePath().normalize() + " is absent: set TRIPLINE_SHARED");
        return folder;
    }

    /** Every YAML file below a folder, in order. */
    static List<Path> rules(String corpus) throws IOException {
        try (Stream<Path> files = Files.walk(folder("corpora").resolve(corpus))) {
            return files.filter(file ->
                            file.toString().endsWith(".yml") || file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    static List<JsonNode> cases(String suite) throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        for (String line : Files.readAllLines(folder("suites").resolve(suite + ".jsonl"))) {
            if (!line.isBlank()) {
                cases.add(JSON.readTree(line));
            }
        }
        return cases;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> event(JsonNode node) {
        return JSON.convertValue(node, Map.class);
    }
}
