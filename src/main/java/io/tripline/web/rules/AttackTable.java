package io.tripline.web.rules;

import io.tripline.alert.AttackTag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * MITRE ATT&amp;CK: which tactics a technique serves. Read from {@code attack-techniques.tsv}; a rule that is tagged with a
 * technique alone has its tactics as well. Immutable, any thread.
 */
public final class AttackTable {

    private static final String RESOURCE = "/io/tripline/web/attack-techniques.tsv";

    /** Of a technique that the matrix has; another has a word of why it does not. */
    private static final int CELLS = 3;

    /** Whose techniques the table names: those of ATT&amp;CK Navigator with this number. */
    static final String VERSION = "18";

    /** In the order of the matrix. ATT&amp;CK 19 divides defense-evasion into the two that follow it. */
    public static final List<Tactic> TACTICS = List.of(
            new Tactic("reconnaissance", "Reconnaissance"),
            new Tactic("resource-development", "Resource Development"),
            new Tactic("initial-access", "Initial Access"),
            new Tactic("execution", "Execution"),
            new Tactic("persistence", "Persistence"),
            new Tactic("privilege-escalation", "Privilege Escalation"),
            new Tactic("defense-evasion", "Defense Evasion"),
            new Tactic("stealth", "Stealth"),
            new Tactic("defense-impairment", "Defense Impairment"),
            new Tactic("credential-access", "Credential Access"),
            new Tactic("discovery", "Discovery"),
            new Tactic("lateral-movement", "Lateral Movement"),
            new Tactic("collection", "Collection"),
            new Tactic("command-and-control", "Command and Control"),
            new Tactic("exfiltration", "Exfiltration"),
            new Tactic("impact", "Impact"));

    private static final Set<String> TACTIC_IDS =
            TACTICS.stream().map(Tactic::id).collect(Collectors.toUnmodifiableSet());

    private final Map<String, Technique> techniques;
    private final List<Technique> matrix;

    /**
     * A tactic.
     *
     * @param id in ATT&amp;CK's spelling: {@code initial-access}
     */
    public record Tactic(String id, String name) {}

    /**
     * A technique.
     *
     * @param name null where the table does not know it
     * @param tactics in ATT&amp;CK's spelling: {@code initial-access}
     */
    public record Technique(String id, @Nullable String name, List<String> tactics) {
        public Technique {
            tactics = List.copyOf(tactics);
        }
    }

    /** What a rule's tags say, with what the table adds. */
    public record Attack(List<Technique> techniques, List<String> tactics) {
        public Attack {
            techniques = List.copyOf(techniques);
            tactics = List.copyOf(tactics);
        }
    }

    private AttackTable(Map<String, Technique> techniques, List<Technique> matrix) {
        this.techniques = techniques;
        this.matrix = List.copyOf(matrix);
    }

    public static AttackTable builtIn() {
        Map<String, Technique> techniques = new TreeMap<>();
        List<Technique> matrix = new ArrayList<>();
        try (InputStream in = AttackTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing in the program");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String line;
            while ((line = lines.readLine()) != null) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split("\t", -1);
                    Technique technique = new Technique(cells[0], cells[2], List.of(cells[1].split(",")));
                    techniques.put(technique.id(), technique);
                    if (cells.length == CELLS && above(technique.id()).equals(technique.id())) {
                        matrix.add(technique);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AttackTable(techniques, matrix);
    }

    /** @param tags in Sigma's spelling; those that are not ATT&amp;CK's are left out */
    public Attack of(List<String> tags) {
        Set<String> tacticsOfRule = new LinkedHashSet<>();
        Map<String, Technique> techniquesOfRule = new TreeMap<>();
        for (String tag : tags) {
            switch (AttackTag.of(tag.strip())) {
                case AttackTag.Technique technique -> {
                    Technique found = technique(technique.id());
                    techniquesOfRule.put(found.id(), found);
                }
                case AttackTag.Tactic(String name) -> {
                    if (TACTIC_IDS.contains(name)) {
                        tacticsOfRule.add(name);
                    }
                }
                case null -> {}
            }
        }
        techniquesOfRule.values().forEach(technique -> tacticsOfRule.addAll(technique.tactics()));
        return new Attack(new ArrayList<>(techniquesOfRule.values()), new ArrayList<>(tacticsOfRule));
    }

    /** The techniques of this version's matrix by id, without sub-techniques. */
    List<Technique> matrix() {
        return matrix;
    }

    /** One that the table does not know serves what the technique above it serves. */
    Technique technique(String id) {
        Technique known = techniques.get(id);
        if (known != null) {
            return known;
        }
        Technique above = techniques.get(above(id));
        return new Technique(id, null, above == null ? List.of() : above.tactics());
    }

    /** Of a sub-technique the technique that it is one of; of a technique itself. */
    static String above(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }
}
