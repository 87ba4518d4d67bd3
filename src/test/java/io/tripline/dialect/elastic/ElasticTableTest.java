package io.tripline.dialect.elastic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/elastic.md} against the golden cases that its rows name. */
class ElasticTableTest {

    private static final Path TABLE = Path.of("docs", "elastic.md");
    private static final Path CASES = Path.of("src", "test", "resources", "golden", "elastic");
    private static final Pattern CASE = Pattern.compile("`([^`]+)`");

    private record Row(String construct, String status, List<String> cases) {}

    @Test
    void aRowSaysWhatBecomesOfItsCases() throws IOException {
        List<Row> rows = rows();
        assertFalse(rows.isEmpty());
        for (Row row : rows) {
            assertFalse(row.cases().isEmpty(), row::construct);
            for (String name : row.cases()) {
                assertTrue(Files.isDirectory(CASES.resolve(name)), "no case " + name);
                assertEquals(row.status(), status(CASES.resolve(name)), name);
            }
        }
    }

    @Test
    void whatIsAcceptedStandsInTheTable() throws IOException {
        Set<String> named = new TreeSet<>();
        rows().forEach(row -> named.addAll(row.cases()));
        Set<String> accepted = new TreeSet<>();
        try (Stream<Path> cases = Files.list(CASES)) {
            cases.filter(folder -> Files.exists(folder.resolve("rule.drl")))
                    .forEach(folder -> accepted.add(folder.getFileName().toString()));
        }
        accepted.removeAll(named);
        assertEquals(Set.of(), accepted);
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| construct "))
                .map(line -> line.split(" \\| |^\\| | \\|$", -1))
                .map(cells -> new Row(cells[1], cells[2], cases(cells[4])))
                .toList();
    }

    private static List<String> cases(String cell) {
        return CASE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static String status(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("rule.drl"))) {
            return "refused";
        }
        Path problems = folder.resolve("problem.txt");
        boolean warns = Files.exists(problems) && Files.readString(problems).contains(": warning: ");
        return warns ? "approximated" : "exact";
    }
}
