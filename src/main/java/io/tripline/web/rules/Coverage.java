package io.tripline.web.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which of ATT&amp;CK the rules that run cover: the answer of {@code GET /api/v1/coverage}. Techniques and tactics name rules by their ids.
 *
 * @param dead null where no events were looked at
 */
@Schema(name = "Coverage", description = "What of MITRE ATT&CK the rules that run cover, and how surely")
public record Coverage(
        @Schema(description = "The version of ATT&CK Enterprise that techniques are named by")
        String attack,

        @Schema(description = "All rules that run and raise alerts")
        Counts counts,

        @Schema(description = "Tactics that a rule serves, in the order of the matrix")
        List<Tactic> tactics,

        @Schema(description = "Techniques that a rule is tagged with, or with a sub-technique of them; by id")
        List<Technique> techniques,

        @Schema(
                description =
                        "Techniques of the matrix that no rule is tagged with, nor with a sub-technique of them; by id")
        List<Gap> gaps,

        @Schema(description = "The rules that run and raise alerts, by file; those without tags of ATT&CK as well")
        List<Rule> rules,

        @Schema(description = "Rules that can see nothing; null where no events were looked at") @Nullable
        List<Dead> dead) {

    /** Longest text of a rule that is handed out, in UTF-16 units. */
    private static final int LONGEST = 300;

    public Coverage {
        tactics = List.copyOf(tactics);
        techniques = List.copyOf(techniques);
        gaps = List.copyOf(gaps);
        rules = List.copyOf(rules);
        dead = dead == null ? null : List.copyOf(dead);
    }

    /** Of some rules, how many are how sure. */
    @Schema(
            name = "CoverageCounts",
            description = "Of some rules, how many are how sure; a rule may be tested, seen, or both")
    public record Counts(
            @Schema(description = "Rules that run") int live,

            @Schema(description = "Of these, rules that have a test")
            int tested,

            @Schema(description = "Of these, rules that have raised an alert that is kept, or one since the start")
            int seen) {

        static Counts of(Collection<Rule> rules) {
            return new Counts(
                    rules.size(), (int) rules.stream().filter(Rule::tested).count(), (int)
                            rules.stream().filter(Rule::seen).count());
        }

        CoverageLevel level() {
            return seen > 0 ? CoverageLevel.SEEN : tested > 0 ? CoverageLevel.TESTED : CoverageLevel.LIVE;
        }
    }

    /** A tactic. */
    @Schema(name = "CoveredTactic", description = "A tactic that rules serve")
    public record Tactic(
            @Schema(description = "Such as initial-access") String id,
            @Schema(description = "Such as Initial Access") String name,

            @Schema(description = "How sure the surest of its rules is: live, tested or seen")
            CoverageLevel level,

            @Schema(description = "Its rules") Counts counts,
            @Schema(description = "Ids of its rules") List<String> rules,

            @Schema(description = "Ids of its techniques that are covered, without sub-techniques")
            List<String> techniques) {
        public Tactic {
            rules = List.copyOf(rules);
            techniques = List.copyOf(techniques);
        }
    }

    /** A technique or a sub-technique. */
    @Schema(name = "CoveredTechnique", description = "A technique that rules are tagged with")
    public record Technique(
            @Schema(description = "Such as T1078 or T1078.004")
            String id,

            @Schema(description = "Its name; null if the table does not know it") @Nullable
            String name,

            @Schema(description = "The tactics that it serves")
            List<String> tactics,

            @Schema(
                    description =
                            "How sure the surest of its rules is, those of its sub-techniques included: live, tested or seen")
            CoverageLevel level,

            @Schema(description = "Its rules, those of its sub-techniques included")
            Counts counts,

            @Schema(description = "Ids of the rules that are tagged with it itself")
            List<String> rules,

            @Schema(description = "Its sub-techniques that are covered, by id")
            List<Technique> subtechniques) {
        public Technique {
            tactics = List.copyOf(tactics);
            rules = List.copyOf(rules);
            subtechniques = List.copyOf(subtechniques);
        }
    }

    /** A technique that no rule covers. */
    @Schema(name = "UncoveredTechnique", description = "A technique that no rule is tagged with")
    public record Gap(
            @Schema(description = "Such as T1078") String id,
            @Schema(description = "Its name") String name,

            @Schema(description = "The tactics that it serves")
            List<String> tactics) {
        public Gap {
            tactics = List.copyOf(tactics);
        }
    }

    /** A rule that runs. */
    @Schema(name = "CoveringRule", description = "A rule that runs, and how sure it is")
    public record Rule(
            @Schema(description = "Its id, as the list of rules has it")
            String id,

            @Schema(description = "Its title") String title,

            @Schema(description = "Its file, relative to the rules folder")
            String file,

            @Schema(description = "Techniques and sub-techniques of its tags")
            List<String> techniques,

            @Schema(description = "Tactics of its tags and of its techniques")
            List<String> tactics,

            @Schema(description = "How sure it is: live, tested or seen")
            CoverageLevel level,

            @Schema(description = "Whether a test of the rules folder names it, or stands beside it by name")
            boolean tested,

            @Schema(description = "Whether it has raised an alert that is kept, or one since the start")
            boolean seen,

            @Schema(
                    description =
                            "When the newest of its alerts that are kept was raised; ISO-8601, UTC; null for none")
            @Nullable
            String lastAlert) {
        public Rule {
            techniques = List.copyOf(techniques);
            tactics = List.copyOf(tactics);
        }
    }

    /** A rule that can see nothing. */
    @Schema(name = "DeadRule", description = "A rule that runs and can see nothing, as far as events have come")
    public record Dead(
            @Schema(description = "Its id") String id,
            @Schema(description = "Its title") String title,

            @Schema(description = "Its file, relative to the rules folder")
            String file,

            @Schema(description = "log: no event of its log came; field: none of them had a field that it needs")
            Cause cause,

            @Schema(description = "The log that it looks at, such as windows/sysmon; null if it names none") @Nullable
            String log,

            @Schema(description = "With field: those that are missing, of which one would do; else none")
            List<String> fields,

            @Schema(description = "In words: no event of okta/system came since …")
            String why) {
        public Dead {
            fields = List.copyOf(fields);
        }

        /** Why. */
        @Schema(
                name = "DeadCause",
                description = "Why a rule can see nothing",
                type = SchemaType.STRING,
                enumeration = {"log", "field"})
        public enum Cause {
            LOG,
            FIELD;

            @JsonValue
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * A rule that runs, before its tags are read.
     *
     * @param lastAlert ISO-8601, UTC; null for none that is kept
     */
    public record Running(
            String id,
            String title,
            String file,
            List<String> tags,
            boolean tested,
            boolean seen,
            @Nullable String lastAlert) {
        public Running {
            tags = List.copyOf(tags);
        }
    }

    /** @param dead null where no events were looked at */
    public static Coverage of(Collection<Running> running, AttackTable table, @Nullable List<Dead> dead) {
        List<Rule> rules = new ArrayList<>();
        Map<String, Set<Rule>> byTactic = new HashMap<>();
        TreeMap<String, Set<Rule>> byTechnique = new TreeMap<>();
        for (Running one : running) {
            AttackTable.Attack attack = table.of(one.tags());
            Rule rule = rule(one, attack);
            rules.add(rule);
            rule.tactics().forEach(tactic -> byTactic.computeIfAbsent(tactic, id -> new LinkedHashSet<>())
                    .add(rule));
            rule.techniques().forEach(technique -> byTechnique
                    .computeIfAbsent(technique, id -> new LinkedHashSet<>())
                    .add(rule));
        }
        List<Technique> techniques = techniques(byTechnique, table);
        return new Coverage(
                AttackTable.VERSION,
                Counts.of(rules),
                tactics(byTactic, techniques),
                techniques,
                gaps(techniques, table),
                rules,
                dead);
    }

    private static Rule rule(Running one, AttackTable.Attack attack) {
        CoverageLevel level =
                one.seen() ? CoverageLevel.SEEN : one.tested() ? CoverageLevel.TESTED : CoverageLevel.LIVE;
        return new Rule(
                one.id(),
                shown(one.title()),
                one.file(),
                attack.techniques().stream().map(AttackTable.Technique::id).toList(),
                attack.tactics(),
                level,
                one.tested(),
                one.seen(),
                one.lastAlert());
    }

    /** Rules are strangers' text. */
    static String shown(String text) {
        return Cut.after(LONGEST, Visible.of(text));
    }

    private static List<Tactic> tactics(Map<String, Set<Rule>> byTactic, List<Technique> techniques) {
        List<Tactic> tactics = new ArrayList<>();
        for (AttackTable.Tactic tactic : AttackTable.TACTICS) {
            Set<Rule> rules = byTactic.get(tactic.id());
            if (rules != null) {
                Counts counts = Counts.of(rules);
                tactics.add(new Tactic(
                        tactic.id(),
                        tactic.name(),
                        counts.level(),
                        counts,
                        ids(rules),
                        techniques.stream()
                                .filter(technique -> technique.tactics().contains(tactic.id()))
                                .map(Technique::id)
                                .toList()));
            }
        }
        return tactics;
    }

    private static List<String> ids(Collection<Rule> rules) {
        return rules.stream().map(Rule::id).toList();
    }

    private static List<Technique> techniques(TreeMap<String, Set<Rule>> byTechnique, AttackTable table) {
        Set<String> above = new TreeSet<>();
        byTechnique.keySet().forEach(id -> above.add(AttackTable.above(id)));
        return above.stream()
                .map(id -> technique(
                        table.technique(id),
                        byTechnique.getOrDefault(id, Set.of()),
                        byTechnique.subMap(id + ".", id + "/").entrySet().stream()
                                .map(below -> technique(table.technique(below.getKey()), below.getValue(), List.of()))
                                .toList(),
                        byTechnique.subMap(id, id + "/").values()))
                .toList();
    }

    private static List<Gap> gaps(List<Technique> covered, AttackTable table) {
        Set<String> ids = covered.stream().map(Technique::id).collect(Collectors.toSet());
        return table.matrix().stream()
                .filter(technique -> !ids.contains(technique.id()))
                .map(technique ->
                        new Gap(technique.id(), Objects.requireNonNull(technique.name()), technique.tactics()))
                .toList();
    }

    private static Technique technique(AttackTable.Technique technique, Set<Rule> own, List<Technique> below) {
        return technique(technique, own, below, List.of(own));
    }

    /** @param all its rules and those of its sub-techniques */
    private static Technique technique(
            AttackTable.Technique technique, Set<Rule> own, List<Technique> below, Collection<Set<Rule>> all) {
        Set<Rule> rules = new LinkedHashSet<>();
        all.forEach(rules::addAll);
        Counts counts = Counts.of(rules);
        return new Technique(
                technique.id(), technique.name(), technique.tactics(), counts.level(), counts, ids(own), below);
    }
}
