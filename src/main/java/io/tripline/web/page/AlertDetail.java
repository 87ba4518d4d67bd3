package io.tripline.web.page;

import io.tripline.alert.AlertChange;
import io.tripline.alert.AlertDocument;
import io.tripline.alert.AlertStatus;
import io.tripline.alert.Evidence;
import io.tripline.alert.Verdict;
import io.tripline.problem.Cut;
import io.tripline.store.Store;
import io.tripline.web.page.AlertsView.AlertRow;
import io.tripline.web.rules.RulePages;
import io.tripline.web.rules.RuleView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of one alert.
 *
 * @param bounds what its rule asks of what it counts, in words; empty where nothing
 * @param line its events in time
 * @param about what the rule says to people; of one that is gone, nothing
 * @param attack null where the rule is gone
 * @param similar other alerts of its group, the newest first
 * @param json the whole, as programs get it
 * @param undo whether there is something to undo
 */
public record AlertDetail(
        AlertRow alert,
        String bounds,
        List<Pair> group,
        List<Pair> values,
        EventLine line,
        List<EventShown> events,
        int moreEvents,
        About about,
        RuleView.@Nullable AttackView attack,
        List<Change> history,
        List<AlertRow> similar,
        String json,
        boolean undo) {

    /** Events that are shown with their fields. */
    static final int MOST_EVENTS = 20;

    private static final int LONGEST_VALUE = 400;
    private static final int MOST_VALUES = 50;

    /** A name and what it has. */
    public record Pair(String name, List<String> values) {}

    /** An event, with its fields as JSON. */
    public record EventShown(String id, Moment time, String json) {}

    /** What somebody did to it. */
    public record Change(
            Moment time, String by, String text, @Nullable String comment) {}

    /** What a rule says to who looks into its alerts. */
    public record About(
            List<String> description, List<String> falsePositives, List<String> guide, List<Reference> references) {

        static About of(Map<String, List<String>> metadata) {
            return new About(
                    metadata.getOrDefault("description", List.of()),
                    metadata.getOrDefault("falsePositives", List.of()),
                    metadata.getOrDefault("note", List.of()),
                    metadata.getOrDefault("references", List.of()).stream()
                            .map(Reference::of)
                            .toList());
        }
    }

    /** @param address null where it is none that a browser may go to */
    public record Reference(String text, @Nullable String address) {

        static Reference of(String text) {
            boolean web = text.startsWith("https://") || text.startsWith("http://");
            return new Reference(text, web ? text : null);
        }
    }

    /**
     * @param rule null where it is gone
     * @param now ms since the epoch
     */
    static AlertDetail of(
            Store.Numbered kept,
            AlertRow row,
            RulePages.@Nullable Told rule,
            List<AlertChange> history,
            List<AlertRow> similar,
            PrettyJson json,
            long now) {
        var alert = kept.alert();
        List<Evidence> events = alert.getEvents();
        return new AlertDetail(
                row,
                rule == null ? "" : rule.bounds(),
                pairs(alert.groupByName()),
                pairs(alert.getValues()),
                EventLine.of(alert, now),
                events.reversed().stream()
                        .limit(MOST_EVENTS)
                        .map(event ->
                                new EventShown(event.id(), Moment.of(event.time(), now), json.text(event.fields())))
                        .toList(),
                Math.max(0, events.size() - MOST_EVENTS) + alert.getMore(),
                About.of(rule == null ? Map.of() : rule.metadata()),
                rule == null ? null : rule.attack(),
                history.reversed().stream().map(change -> change(change, now)).toList(),
                similar,
                json.text(AlertDocument.of(alert, kept.life())),
                !history.isEmpty() && isUndoable(history.getLast()));
    }

    private static boolean isUndoable(AlertChange last) {
        return last.from() != last.to();
    }

    private static List<Pair> pairs(Map<String, ? extends @Nullable Object> named) {
        List<Pair> pairs = new ArrayList<>();
        named.forEach((name, value) -> pairs.add(new Pair(name, texts(value))));
        return pairs;
    }

    private static List<String> texts(@Nullable Object value) {
        Collection<?> all = value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
        List<String> texts = new ArrayList<>();
        for (Object one : all) {
            if (texts.size() == MOST_VALUES) {
                texts.add("… and " + (all.size() - MOST_VALUES) + " more");
                break;
            }
            texts.add(Cut.after(LONGEST_VALUE, String.valueOf(one)));
        }
        return texts;
    }

    private static Change change(AlertChange change, long now) {
        Verdict verdict = change.verdict();
        String what = change.from() == change.to()
                ? change.to() == AlertStatus.CLOSED ? "corrected" : "commented"
                : change.to().word();
        return new Change(
                Moment.of(change.at(), now),
                change.by(),
                verdict == null ? what : what + ": " + verdict.word().replace('_', ' '),
                change.comment());
    }
}
