package io.tripline.web.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class AttackTableTest {

    private final AttackTable table = AttackTable.builtIn();

    @Test
    void aTechniqueBringsItsTacticsAndItsName() {
        // When
        AttackTable.Attack attack = table.of(List.of("attack.t1499", "attack.persistence", "Data Source: Okta"));

        // Then
        assertEquals(List.of("persistence", "impact"), attack.tactics());
        assertEquals(
                "Endpoint Denial of Service", attack.techniques().getFirst().name());
    }

    @Test
    void tacticsAreOneInAnySpelling() {
        // When
        AttackTable.Attack attack = table.of(List.of("attack.initial_access", "ATTACK.Initial-Access", "attack.g0016"));

        // Then
        assertEquals(List.of("initial-access"), attack.tactics());
    }

    @Test
    void anUnknownSubTechniqueServesWhatTheOneAboveItServes() {
        // When
        AttackTable.Technique technique =
                table.of(List.of("attack.t1499.999")).techniques().getFirst();

        // Then
        assertEquals(List.of("impact"), technique.tactics());
        assertNull(technique.name());
    }

    @Test
    void everyTechniqueOfTheCorporaIsInTheTable() throws IOException {
        // Given
        String shared =
                System.getProperty("TRIPLINE_SHARED", System.getenv().getOrDefault("TRIPLINE_SHARED", "../shared"));
        Path corpora = Path.of(shared, "corpora");
        Assumptions.assumeTrue(Files.isDirectory(corpora), "no corpora at " + corpora.toAbsolutePath());

        // When
        Set<String> used = techniques(corpora);

        // Then
        List<String> unknown = used.stream()
                .filter(id -> table.of(List.of("attack." + id))
                                .techniques()
                                .getFirst()
                                .name()
                        == null)
                .toList();
        assertTrue(used.size() > 100, "only " + used.size() + " techniques found");
        assertEquals(List.of(), unknown);
    }

    private static Set<String> techniques(Path corpora) throws IOException {
        Pattern tag = Pattern.compile("(?im)^\\s*(?:-\\s*attack\\.|id = \")(t\\d{4}(?:\\.\\d{3})?)\\b");
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(corpora)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(".yml") || file.toString().endsWith(".toml")) {
                    Matcher matcher = tag.matcher(Files.readString(file));
                    while (matcher.find()) {
                        found.add(matcher.group(1).toLowerCase(java.util.Locale.ROOT));
                    }
                }
            }
        }
        return found;
    }
}
