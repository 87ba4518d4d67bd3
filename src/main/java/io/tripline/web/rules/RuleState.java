package io.tripline.web.rules;

import io.tripline.engine.LoadedRule;
import io.tripline.live.rules.DrlState;
import io.tripline.live.rules.FolderStatus.Entry;
import io.tripline.live.rules.RuleGraph;
import io.tripline.translate.Translation;
import org.jspecify.annotations.Nullable;

/**
 * How a rule of the folder fares, and why not well:
 *
 * <pre>
 * Refused   --source mended---&gt; Live
 * Broken    --DRL mended------&gt; Live
 * Live      --DRL breaks, source is refused---&gt; OlderText  --mended---&gt; Live
 * Live      --DRL deleted-----&gt; Deleted  --source changed---&gt; Live
 * Live      --throws----------&gt; Failing  --throws again and again---&gt; Stopped
 * Failing, Stopped  --edited--&gt; Live
 * Live      --too many groups-&gt; Degraded  --an hour without--&gt; Live
 * any       --configuration---&gt; Disabled, until the next start
 * </pre>
 */
sealed interface RuleState {

    /** As its file says. */
    record Live() implements RuleState {}

    /** As its file says, and for some events a part of it throws. */
    record Failing(@Nullable String why) implements RuleState {}

    /** As its file says, and its windows could not hold all that they should. */
    record Degraded(@Nullable String why) implements RuleState {}

    /** The engine has switched it off. */
    record Stopped(@Nullable String why) implements RuleState {}

    /** The text before runs: what is in the folder is broken or refused. */
    record OlderText(@Nullable String why) implements RuleState {}

    /** Configuration switches it off. */
    record Disabled(@Nullable String why) implements RuleState {}

    /** Its DRL does not compile, and nothing runs. */
    record Broken(@Nullable String why) implements RuleState {}

    /** Its source cannot be translated, and nothing runs. */
    record Refused() implements RuleState {}

    /** Its DRL is gone while its source stays. */
    record Deleted() implements RuleState {}

    /** As users read it. */
    default String word() {
        return switch (this) {
            case Live live -> "live";
            case Failing failing -> "failing";
            case Degraded degraded -> "degraded";
            case Stopped stopped -> "stopped";
            case OlderText older -> "live (older text)";
            case Disabled disabled -> "disabled";
            case Broken broken -> "broken";
            case Refused refused -> "refused";
            case Deleted deleted -> "deleted";
        };
    }

    /** Whether events reach it, and alerts come of that. */
    default boolean runs() {
        return switch (this) {
            case Live live -> true;
            case Failing failing -> true;
            case Degraded degraded -> true;
            case OlderText older -> true;
            case Stopped stopped -> false;
            case Disabled disabled -> false;
            case Broken broken -> false;
            case Refused refused -> false;
            case Deleted deleted -> false;
        };
    }

    /** What is wrong, and what runs instead; null where nothing is. */
    default @Nullable String trouble() {
        return switch (this) {
            case Live live -> null;
            case Failing(String why) -> why;
            case Degraded(String why) -> why;
            case Stopped(String why) -> why;
            case OlderText(String why) -> why;
            case Disabled(String why) -> why;
            case Broken(String why) -> why;
            case Refused refused -> null;
            case Deleted deleted -> null;
        };
    }

    /**
     * Of a rule that the engine has.
     *
     * @param disabled whether configuration switches it off
     */
    static RuleState ofRunning(Entry entry, LoadedRule rule, RuleGraph live, boolean disabled) {
        String ofFile = troubleOfFile(entry);
        String why = ofFile == null ? live.trouble(rule) : ofFile;
        if (disabled) {
            return new Disabled(why);
        }
        if (entry.runsOlderText()) {
            return new OlderText(why);
        }
        return switch (live.fate(rule)) {
            case WELL ->
                rule.counters().degraded() == null
                        ? new Live()
                        : new Degraded(rule.counters().degraded());
            case FAILING -> new Failing(why);
            case STOPPED -> new Stopped(why);
        };
    }

    /** Of what stands for a file that has no rule in the engine. */
    static RuleState ofSilent(Entry entry) {
        Translation translation = entry.translation();
        return switch (entry.drl()) {
            case null -> translation != null && translation.isRefused() ? new Refused() : new Deleted();
            case DrlState.Off off -> new Disabled(troubleOfFile(entry));
            case DrlState.Broken broken -> new Broken(broken.trouble());
            case DrlState.Older older -> new Broken(older.trouble());
            case DrlState.Live live -> entry.runsOlderText() ? new OlderText(troubleOfFile(entry)) : new Live();
        };
    }

    private static @Nullable String troubleOfFile(Entry entry) {
        DrlState drl = entry.drl();
        String ofFile = drl == null ? null : drl.trouble();
        Translation translation = entry.translation();
        return ofFile == null && translation != null && entry.runsOlderText()
                ? translation.source().file() + " is refused: what it was translated to before runs"
                : ofFile;
    }
}
