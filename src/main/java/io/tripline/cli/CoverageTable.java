package io.tripline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.web.rules.AttackTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Coverage for a person: the answer of {@code GET /api/v1/coverage} as rows by tactic and technique. */
final class CoverageTable {

    private static final List<String> COLUMNS =
            List.of("tactic", "technique", "name", "live", "tested", "seen", "rules");

    private final JsonNode coverage;

    /** Rule to title. */
    private final Map<String, String> titles = new HashMap<>();

    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    private CoverageTable(JsonNode coverage) {
        this.coverage = coverage;
        coverage.path("rules").forEach(rule -> titles.put(text(rule, "id"), text(rule, "title")));
    }

    static boolean isCoverage(JsonNode answer) {
        return answer.path("tactics").isArray()
                && answer.path("techniques").isArray()
                && answer.path("gaps").isArray()
                && answer.path("rules").isArray()
                && answer.path("counts").isObject();
    }

    static void print(JsonNode coverage, Console console) {
        CoverageTable table = new CoverageTable(coverage);
        table.tactics();
        table.withoutTactic();
        Table.of(COLUMNS, table.rows).print(console);
        List<Map<String, @Nullable Object>> dead = table.dead();
        if (!dead.isEmpty()) {
            console.out().println();
            Table.of(List.of("rule", "sees_nothing"), dead).print(console);
        }
        JsonNode counts = coverage.path("counts");
        console.say("rules that run: " + counts.path("live").asLong() + ", of them tested: "
                + counts.path("tested").asLong() + ", seen: "
                + counts.path("seen").asLong()
                + "; without tags of ATT&CK: " + table.untagged()
                + "; techniques without a rule: " + coverage.path("gaps").size());
    }

    /** The techniques that no rule covers. */
    static void printGaps(JsonNode coverage, Console console) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (AttackTable.Tactic tactic : AttackTable.TACTICS) {
            for (JsonNode gap : coverage.path("gaps")) {
                if (contains(gap.path("tactics"), tactic.id())) {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    row.put("tactic", tactic.name());
                    row.put("technique", text(gap, "id"));
                    row.put("name", text(gap, "name"));
                    rows.add(row);
                }
            }
        }
        Table.of(List.of("tactic", "technique", "name"), rows).print(console);
    }

    private void tactics() {
        for (JsonNode tactic : coverage.path("tactics")) {
            Set<String> shown = new HashSet<>();
            int first = rows.size();
            for (JsonNode technique : coverage.path("techniques")) {
                if (contains(tactic.path("techniques"), text(technique, "id"))) {
                    technique(text(tactic, "name"), technique, shown);
                }
            }
            List<String> others = new ArrayList<>();
            tactic.path("rules").forEach(id -> {
                if (!shown.contains(id.asText())) {
                    others.add(titles.getOrDefault(id.asText(), id.asText()));
                }
            });
            if (!others.isEmpty()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("tactic", text(tactic, "name"));
                row.put("rules", others);
                rows.add(first, row);
            }
        }
    }

    /** Techniques that the table of ATT&amp;CK does not know. */
    private void withoutTactic() {
        for (JsonNode technique : coverage.path("techniques")) {
            if (technique.path("tactics").isEmpty()) {
                technique("", technique, new HashSet<>());
            }
        }
    }

    private void technique(String tactic, JsonNode technique, Set<String> shown) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("tactic", tactic);
        row.put("technique", text(technique, "id"));
        row.put("name", text(technique, "name"));
        for (String level : List.of("live", "tested", "seen")) {
            row.put(level, technique.path("counts").path(level).asLong());
        }
        List<String> names = new ArrayList<>();
        technique.path("rules").forEach(id -> {
            shown.add(id.asText());
            names.add(titles.getOrDefault(id.asText(), id.asText()));
        });
        row.put("rules", names);
        rows.add(row);
        technique.path("subtechniques").forEach(below -> technique(tactic, below, shown));
    }

    private List<Map<String, @Nullable Object>> dead() {
        List<Map<String, @Nullable Object>> dead = new ArrayList<>();
        for (JsonNode rule : coverage.path("dead")) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("rule", text(rule, "title"));
            row.put("sees_nothing", text(rule, "why"));
            dead.add(row);
        }
        return dead;
    }

    private long untagged() {
        long untagged = 0;
        for (JsonNode rule : coverage.path("rules")) {
            untagged +=
                    rule.path("techniques").isEmpty() && rule.path("tactics").isEmpty() ? 1 : 0;
        }
        return untagged;
    }

    private static boolean contains(JsonNode texts, String wanted) {
        for (JsonNode text : texts) {
            if (text.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.get(name).asText() : "";
    }
}
