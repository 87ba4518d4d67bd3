package io.tripline.web.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Coverage as a layer of MITRE's ATT&amp;CK Navigator, <a
 * href="https://github.com/mitre-attack/attack-navigator/blob/master/layers/LAYERFORMATv4_5.md">format 4.5</a>.
 */
@Schema(name = "NavigatorLayer", description = "A layer of ATT&CK Navigator, format 4.5")
public record NavigatorLayer(
        @Schema(description = "The name of the layer") String name,

        @Schema(description = "Of what it is in which version")
        Versions versions,

        @Schema(description = "enterprise-attack") String domain,
        @Schema(description = "What the layer shows") String description,

        @Schema(description = "How techniques are sorted; 3: highest score first")
        int sorting,

        @Schema(description = "How the matrix looks") Layout layout,

        @Schema(description = "The techniques that are covered")
        List<Technique> techniques,

        @Schema(description = "Colours of scores") Gradient gradient,
        @Schema(description = "What the colours mean") List<LegendItem> legendItems) {

    private static final int HIGHEST_FIRST = 3;

    /** Rules that a comment names. */
    private static final int MOST_RULES = 20;

    public NavigatorLayer {
        techniques = List.copyOf(techniques);
        legendItems = List.copyOf(legendItems);
    }

    /** Versions. */
    @Schema(name = "NavigatorVersions", description = "Of what a layer is in which version")
    public record Versions(
            @Schema(description = "Of ATT&CK") String attack,

            @Schema(description = "Of the oldest Navigator that reads the format")
            String navigator,

            @Schema(description = "Of the format") String layer) {}

    /** Layout. */
    @Schema(name = "NavigatorLayout", description = "How the matrix of a layer looks")
    public record Layout(
            @Schema(description = "side: sub-techniques stand beside their technique")
            String layout,

            @Schema(description = "Whether ids are shown") boolean showID,
            @Schema(description = "Whether names are shown") boolean showName,

            @Schema(description = "Whether the score of a technique and its sub-techniques is shown")
            boolean showAggregateScores,

            @Schema(description = "Whether techniques without a score count for that")
            boolean countUnscored,

            @Schema(description = "max: the highest of them counts")
            String aggregateFunction,

            @Schema(description = "annotated: those below which something is covered are open")
            String expandedSubtechniques) {}

    /** A technique or a sub-technique. */
    @Schema(name = "NavigatorTechnique", description = "A technique of a layer")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Technique(
            @Schema(description = "Such as T1078.004") String techniqueID,

            @Schema(
                    description =
                            "1: a rule runs; 2: it has a test; 3: it has raised an alert; absent if only a sub-technique is covered")
            @Nullable
            Integer score,

            @Schema(description = "The colour of the score, absent like it") @Nullable
            String color,

            @Schema(description = "The rules that cover it; absent like the score") @Nullable
            String comment,

            @Schema(description = "Whether its sub-techniques are open")
            boolean showSubtechniques) {}

    /** Gradient. */
    @Schema(name = "NavigatorGradient", description = "Colours of scores")
    public record Gradient(
            @Schema(description = "From the lowest to the highest")
            List<String> colors,

            @Schema(description = "The lowest") int minValue,
            @Schema(description = "The highest") int maxValue) {
        public Gradient {
            colors = List.copyOf(colors);
        }
    }

    /** A line of the legend. */
    @Schema(name = "NavigatorLegendItem", description = "What a colour means")
    public record LegendItem(
            @Schema(description = "What it means") String label,
            @Schema(description = "The colour") String color) {}

    public static NavigatorLayer of(Coverage coverage) {
        Map<String, Coverage.Rule> rules = new HashMap<>();
        coverage.rules().forEach(rule -> rules.put(rule.id(), rule));
        List<CoverageLevel> levels = List.of(CoverageLevel.values());
        return new NavigatorLayer(
                "Tripline",
                new Versions(coverage.attack(), "4.9.0", "4.5"),
                "enterprise-attack",
                coverage.counts().live() + " rules run, " + coverage.counts().tested() + " of them have a test, "
                        + coverage.counts().seen() + " have raised an alert",
                HIGHEST_FIRST,
                new Layout("side", true, true, true, false, "max", "annotated"),
                coverage.techniques().stream()
                        .flatMap(technique -> techniques(technique, rules))
                        .toList(),
                new Gradient(
                        levels.stream().map(CoverageLevel::colour).toList(),
                        levels.getFirst().score(),
                        levels.getLast().score()),
                levels.stream()
                        .map(level -> new LegendItem(level.meaning(), level.colour()))
                        .toList());
    }

    private static Stream<Technique> techniques(Coverage.Technique above, Map<String, Coverage.Rule> rules) {
        return Stream.concat(
                Stream.of(technique(above, rules)),
                above.subtechniques().stream().map(below -> technique(below, rules)));
    }

    /** What only its sub-techniques cover, they show. */
    private static Technique technique(Coverage.Technique technique, Map<String, Coverage.Rule> rules) {
        boolean open = !technique.subtechniques().isEmpty();
        List<Coverage.Rule> own = technique.rules().stream().map(rules::get).toList();
        if (own.isEmpty()) {
            return new Technique(technique.id(), null, null, null, open);
        }
        CoverageLevel level = Coverage.Counts.of(own).level();
        return new Technique(technique.id(), level.score(), level.colour(), comment(own), open);
    }

    private static String comment(List<Coverage.Rule> rules) {
        List<String> lines = new ArrayList<>();
        rules.stream()
                .limit(MOST_RULES)
                .forEach(rule -> lines.add(rule.title() + " (" + rule.level().word() + ")"));
        if (rules.size() > MOST_RULES) {
            lines.add("and " + (rules.size() - MOST_RULES) + " more");
        }
        return String.join("\n", lines);
    }
}
