package io.tripline.live.rules;

import io.tripline.drl.DrlGenerator;
import io.tripline.translate.RuleSource;
import io.tripline.translate.Translation;
import org.jspecify.annotations.Nullable;

/**
 * Which DRL runs for a detection that has a source, a DRL file, or both:
 *
 * <pre>
 * the source              the DRL file             what runs
 * ----------------------  -----------------------  ------------------------------------------------
 * can be translated       none, or as generated    what it translates to now: {@link Translated}
 * can be translated       deleted, or unreadable   nothing: {@link Withheld}
 * can be translated,      a person edited it,      the file: {@link Edited}
 *   or is refused           or wrote it
 * is refused              as generated             the file, so what it said before: {@link Former}
 * is refused              none                     nothing: {@link Refused}
 * none, or without rules  there                    the file: {@link Alone}
 * without rules           none                     nothing: {@link NoRule}
 * </pre>
 *
 * <p>The server and the verbs ask alike. That a rule is switched off by configuration is another matter, and the server's only:
 * who runs a rule by a verb wants to know about that rule.
 */
public sealed interface DrlChoice {

    /**
     * The source as it says now.
     *
     * @param text of the DRL
     */
    record Translated(Translation translation, String text) implements DrlChoice {}

    /** The file that a person edited, whatever the source says. */
    record Edited(RuleSource drl, Translation translation) implements DrlChoice {}

    /** The file that was generated from a source that is refused now. */
    record Former(RuleSource drl, Translation translation) implements DrlChoice {}

    /** A file without a source. */
    record Alone(RuleSource drl) implements DrlChoice {}

    /** Nothing: the source is refused. */
    record Refused(Translation translation) implements DrlChoice {}

    /** Nothing: somebody deleted the DRL while its source stays, or has put something there that cannot be read. */
    record Withheld(Translation translation) implements DrlChoice {}

    /** Nothing: the source only serves others, such as a filter, or is no rule. */
    record NoRule(Translation translation) implements DrlChoice {}

    /**
     * Of a source.
     *
     * @param drl the DRL file that belongs to it; null where none is there that can be read
     * @param withheld whether there was or is something in the place of the DRL file that forbids to run another text
     */
    static DrlChoice of(Translation translation, @Nullable RuleSource drl, boolean withheld) {
        String text = translation.drl();
        if (translation.rules().isEmpty()) {
            return drl == null ? new NoRule(translation) : new Alone(drl);
        }
        if (drl != null && isEdited(drl)) {
            return new Edited(drl, translation);
        }
        if (text == null) {
            return drl == null ? new Refused(translation) : new Former(drl, translation);
        }
        return drl == null && withheld ? new Withheld(translation) : new Translated(translation, text);
    }

    /** Of a DRL file without a source. */
    static DrlChoice of(RuleSource drl) {
        return new Alone(drl);
    }

    /** What the source translates to; null where there is none that holds a rule. */
    default @Nullable Translation translation() {
        return switch (this) {
            case Translated(Translation translation, String text) -> translation;
            case Edited(RuleSource drl, Translation translation) -> translation;
            case Former(RuleSource drl, Translation translation) -> translation;
            case Refused(Translation translation) -> translation;
            case Withheld(Translation translation) -> translation;
            case NoRule none -> null;
            case Alone alone -> null;
        };
    }

    /** Whether a person edited, or wrote, what runs. */
    default boolean isByHand() {
        return switch (this) {
            case Edited edited -> true;
            case Alone(RuleSource drl) -> isEdited(drl);
            case Translated translated -> false;
            case Former former -> false;
            case Refused refused -> false;
            case Withheld withheld -> false;
            case NoRule none -> false;
        };
    }

    /** Whether the source is refused and no hand-written text stands for it. */
    default boolean lacksTranslation() {
        return this instanceof Refused || this instanceof Former;
    }

    private static boolean isEdited(RuleSource drl) {
        return !DrlGenerator.isUnedited(drl.text().text());
    }
}
