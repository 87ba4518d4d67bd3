package io.tripline.web.rules;

import io.tripline.ruletest.TestedRule;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is told of rules: the records of the answers of {@code /api/v1/rules}. */
public final class RuleView {

    private RuleView() {}

    /** The rules of the folder. */
    @Schema(name = "RuleList", description = "All rules of the folder, and how far the engine is")
    public record RuleList(
            @Schema(description = "The rules, by file") List<Summary> items,
            @Schema(description = "How far the engine is") EngineView engine) {}

    /** The engine. */
    @Schema(name = "Engine", description = "How far the engine is")
    public record EngineView(
            @Schema(
                    description =
                            "The time up to which events are evaluated; ISO-8601, UTC; null before the first event")
            @Nullable
            String time,

            @Schema(description = "Events that were accepted since the start, redelivered ones included")
            long accepted,

            @Schema(description = "Redelivered events, which go no further")
            long duplicates,

            @Schema(description = "Events that said no time and got that of their arrival")
            long withoutTime,

            @Schema(description = "Events whose time was too far ahead and was set back")
            long clamped,

            @Schema(description = "Stream to how many facts it holds")
            Map<String, Integer> streams) {}

    /** One rule of the list. */
    @Schema(name = "RuleSummary", description = "A rule, in short")
    public record Summary(
            @Schema(description = "The rule's own id, else one made of its file and name")
            String id,

            @Schema(description = "Its title") String title,

            @Schema(description = "Its DRL file, relative to the rules folder; named even where there is none yet")
            String file,

            @Schema(description = "The file that the DRL was translated from; null if there is none") @Nullable
            String source,

            @Schema(
                    description =
                            "live; failing: it runs, but for some events it throws; live (older text): the file in the folder is"
                                    + " broken or refused, and the text before runs; stopped: the engine has switched it off;"
                                    + " broken, refused, disabled, deleted: it does not run")
            String state,

            @Schema(description = "Why it does not run as its file says, and what runs instead; null where it does")
            @Nullable
            String trouble,

            @Schema(description = "How true the DRL is to its source")
            Fidelity fidelity,

            @Schema(description = "informational, low, medium, high or critical; null where the rule does not say")
            @Nullable
            String level,

            @Schema(description = "What the author says of its maturity; null where nothing is said") @Nullable
            String status,

            @Schema(description = "Tags as written") List<String> tags,
            @Schema(description = "MITRE ATT&CK") AttackView attack,

            @Schema(
                    description =
                            "The span it looks back over, as written in the DRL; null where it does not look back")
            @Nullable
            String window,

            @Schema(
                    description =
                            "Its windows hold what came since this time: they were empty after an edit; ISO-8601, UTC; null where"
                                    + " they hold all that the rule looks back over")
            @Nullable
            String windowsSince,

            @Schema(description = "Why an alert was raised, or why not; null while the rule does not run") @Nullable
            Counters counters,

            @Schema(description = "What it is doing; null where its state is not live") @Nullable
            Activity activity) {

        /** In one word: its state, or of one that is well what it is doing. */
        public String fares() {
            return activity == null ? state : activity.state();
        }

        /** The same for who looks for its tests. */
        public TestedRule tested() {
            return new TestedRule(id, title, file, source);
        }
    }

    /** What a rule is doing. */
    @Schema(name = "RuleActivity", description = "What a rule that is well is doing")
    public record Activity(
            @Schema(
                    description =
                            "firing: it raised an alert in the last five minutes; silenced: a group of it is silent after an alert, and"
                                    + " none is nearer to one; filling: a group of it holds some of what an alert needs; quiet: none of these")
            String state,

            @Schema(description = "Of the nearest group in a few words: 7 of 11; empty where there is none")
            String detail) {}

    /** How true the DRL is to its source. */
    @Schema(name = "Fidelity", description = "How true the DRL is to its source")
    public record Fidelity(
            @Schema(description = "exact, approximated or refused; hand-written where there is no source")
            String status,

            @Schema(description = "Why it is approximated or refused")
            List<String> reasons,

            @Schema(description = "Whether a person edited the DRL since: then that is what runs")
            boolean edited) {}

    /** ATT&CK. */
    @Schema(name = "Attack", description = "MITRE ATT&CK, from the tags and the table of techniques")
    public record AttackView(
            @Schema(description = "Techniques that the rule is tagged with")
            List<TechniqueView> techniques,

            @Schema(description = "Tactics of the tags and of the techniques")
            List<String> tactics) {}

    /** A technique. */
    @Schema(name = "AttackTechnique", description = "A technique of MITRE ATT&CK")
    public record TechniqueView(
            @Schema(description = "Such as T1078.004") String id,

            @Schema(description = "Its name; null if the table does not know it") @Nullable
            String name,

            @Schema(description = "The tactics that it serves")
            List<String> tactics) {}

    /** Counters. */
    @Schema(name = "RuleCounters", description = "Why an alert was raised, or why not; since the rule was loaded first")
    public record Counters(
            @Schema(description = "Events that the rule looked at")
            long lookedAt,

            @Schema(description = "Of those, the events that count for it; an event of two stages counts twice")
            long matched,

            @Schema(description = "Matches that came after the rule's window had closed over their time")
            long late,

            @Schema(description = "Alerts that it raised") long alerts,

            @Schema(description = "How often a part of it threw: nothing of that came out")
            long failed,

            @Schema(description = "Events of all rules that said no time and got that of their arrival")
            long withoutTime,

            @Schema(description = "Matches that its windows hold now; of a rule without windows, 0")
            long held,

            @Schema(description = "Groups that hold them") long groups,

            @Schema(description = "Groups that may alert soon, so that their session stands")
            long open,

            @Schema(description = "Matches that were put into a session; of one that is made anew, again")
            long inserted,

            @Schema(description = "Matches that went before their time, because there was no room for them")
            long evicted,

            @Schema(
                    description =
                            "When an event last counted for it, on the wall clock, to a few seconds; to the minute or the hour where"
                                    + " that was before the start; ISO-8601, UTC; null: not in the last 30 days")
            @Nullable
            String lastMatch,

            @Schema(
                    description =
                            "Nanoseconds that all its stages take for each event that the rule looks at: a mean over about one event"
                                    + " of 1,000, of which the newest weigh most. The search that rules share is not in it. Null as"
                                    + " long as no event was timed")
            @Nullable
            Long cost) {}

    /** A rule with all that is known. */
    @Schema(name = "Rule", description = "A rule with all that is known of it")
    public record Detail(
            @Schema(description = "The rule, in short") Summary rule,

            @Schema(description = "What the author says of it, by the name of the annotation in the DRL")
            Map<String, List<String>> metadata,

            @Schema(description = "sigma or elastic; null if it was not translated") @Nullable
            String dialect,

            @Schema(
                    description =
                            "What the source calls its kind: rule, correlation, new_terms …; null if it was not translated")
            @Nullable
            String type,

            @Schema(description = "The text that the DRL was translated from, as it stands now; null if there is none")
            @Nullable
            String sourceText,

            @Schema(description = "The DRL that runs; null if none does") @Nullable
            String drl,

            @Schema(description = "The DRL in the folder, if that is broken and the version before runs; else null")
            @Nullable
            String brokenDrl,

            @Schema(
                    description =
                            "Where a person edited the DRL: what that changed of what the source translates to now, as a unified"
                                    + " difference; null where there is none")
            @Nullable
            String difference,

            @Schema(description = "The source's placeholders and their values")
            List<ParameterView> parameters,

            @Schema(description = "What is wrong with its files, or worth a look")
            List<ProblemView> problems,

            @Schema(description = "The rules of the DRL that lead to its alerts, first to last")
            List<Stage> stages,

            @Schema(description = "What it looks for in events")
            List<IndicatorView> indicators,

            @Schema(description = "Its streams to how many facts each holds now")
            Map<String, Integer> streams,

            @Schema(description = "The groups that are nearest to an alert, stage by stage, the nearest first")
            List<StreamView.Group> nearest) {}

    /** A parameter. */
    @Schema(name = "RuleParameter", description = "A placeholder of a source rule, and what stands for it")
    public record ParameterView(
            @Schema(description = "Its name, as the source spells it")
            String name,

            @Schema(description = "What stands for it: one value, or a list")
            List<String> values,

            @Schema(description = "Who said so: the rule, a default of the program, or where it is configured")
            String from,

            @Schema(description = "The key that sets it for this rule")
            String key) {}

    /** A problem. */
    @Schema(name = "RuleProblem", description = "A problem of a rule's file")
    public record ProblemView(
            @Schema(description = "error, warning or note") String severity,
            @Schema(description = "The file") String file,

            @Schema(description = "The line, 1 being the first; 0: the whole file")
            int line,

            @Schema(description = "The column, 1 being the first; 0: the whole line")
            int column,

            @Schema(description = "What it is") String message,

            @Schema(description = "What to do about it; null where the message says it") @Nullable
            String wayOut,

            @Schema(description = "All of it in lines of text: the line it is about, and carets below the place")
            String text) {}

    /** A stage. */
    @Schema(name = "Stage", description = "One rule of the DRL")
    public record Stage(
            @Schema(description = "Its name") String name,

            @Schema(
                    description =
                            "match: looks at one event; correlation: at streams and time; event-window: at events and time")
            String kind,

            @Schema(description = "Its line in the DRL") int line,

            @Schema(description = "Streams that it looks at")
            List<String> reads,

            @Schema(description = "Streams that it writes to")
            List<String> writes,

            @Schema(description = "Whether it raises alerts")
            boolean raises,

            @Schema(description = "The span it looks back over, as written; null where it does not") @Nullable
            String window,

            @Schema(description = "What its aggregates must be, in words; empty if it has none")
            String bounds,

            @Schema(description = "What it tests on an event, as a tree; null for a correlation") @Nullable
            Predicate condition,

            @Schema(description = "Its constraints as written, one by one")
            List<String> constraints,

            @Schema(description = "How often it held") long matched) {}

    /** A part of a condition. */
    @Schema(name = "Predicate", description = "A part of a condition")
    public record Predicate(
            @Schema(description = "all, any, not, at least; test for what looks at a value")
            String kind,

            @Schema(description = "As it stands in the DRL, on one line")
            String text,

            @Schema(description = "The field that is tested; null for what joins others") @Nullable
            String field,

            @Schema(description = "How, by the name of the method in the DRL; null for what joins others") @Nullable
            String operator,

            @Schema(description = "With what: any of them will do")
            List<String> values,

            @Schema(description = "What it joins") List<Predicate> parts) {}

    /** An indicator. */
    @Schema(name = "Indicator", description = "Something that a rule looks for in events")
    public record IndicatorView(
            @Schema(description = "The field, as a dotted path; *: any field")
            String field,

            @Schema(description = "How, by the name of the method in the DRL, without what it says of case")
            String operator,

            @Schema(description = "Any of them will do") List<String> values,

            @Schema(description = "Whether upper and lower case are the same")
            boolean ignoresCase,

            @Schema(description = "Whether the rule wants it absent")
            boolean negated,

            @Schema(description = "How many other detections look for one of the same values in the same way")
            int otherRules) {}
}
