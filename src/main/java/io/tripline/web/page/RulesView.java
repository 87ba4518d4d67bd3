package io.tripline.web.page;

import io.tripline.alert.Levels;
import io.tripline.web.rules.RuleView;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the list of rules shows.
 *
 * @param asked what was asked for, to fill the form with
 * @param states how many rules are in each state, of all
 * @param matched rules that are wanted
 * @param more the address of what follows; null where nothing does
 */
public record RulesView(
        Asked asked,
        Map<String, Integer> states,
        List<Row> rows,
        int matched,
        String self,
        @Nullable String more) {

    /** What people look at first. */
    private static final List<String> ORDER = List.of(
            "broken",
            "refused",
            "stopped",
            "failing",
            "degraded",
            "live (older text)",
            "firing",
            "silenced",
            "filling",
            "quiet");

    /** What a list is asked for; null asks for nothing. */
    public record Asked(
            @Nullable String text,
            @Nullable String state,
            @Nullable String level,
            int from) {}

    /**
     * A rule.
     *
     * @param state how it fares; of one that is well, what it is doing
     * @param stateClass the same as one word
     * @param fidelity how true it is to its source, and whether a person edited it
     * @param bars matches of the last hour
     * @param cost ns for an event
     */
    public record Row(
            String id,
            String title,
            String address,
            String file,
            @Nullable String level,
            String state,
            String stateClass,
            String detail,
            String fidelity,
            boolean edited,
            @Nullable String window,
            RuleView.@Nullable Counters counters,
            @Nullable Moment lastMatch,
            Bars bars) {}

    /** To choose from. */
    public List<String> levels() {
        return Levels.ALL;
    }

    /** The address of the rules in a state. */
    public String of(String state) {
        return Address.of("/rules").with("state", state).toString();
    }

    /**
     * @param matches of the last hour, minute by minute, by a rule's id
     * @param now ms since the epoch
     */
    static RulesView of(Asked asked, List<RuleView.Summary> rules, Map<String, long[]> matches, long now) {
        Map<String, Integer> states = new LinkedHashMap<>();
        rules.stream()
                .map(RuleView.Summary::fares)
                .sorted(Comparator.comparingInt(RulesView::rank))
                .forEach(state -> states.merge(state, 1, Integer::sum));
        List<RuleView.Summary> wanted = rules.stream()
                .filter(rule -> wants(asked, rule))
                .sorted(Comparator.<RuleView.Summary>comparingInt(rule -> rank(rule.fares()))
                        .thenComparing(RuleView.Summary::file))
                .toList();
        Address self = Address.of("/rules")
                .with("text", asked.text())
                .with("state", asked.state())
                .with("level", asked.level());
        Part<RuleView.Summary> part = Part.of(wanted, asked.from(), self);
        return new RulesView(
                asked,
                states,
                part.rows().stream()
                        .map(rule -> row(rule, matches.get(rule.id()), now))
                        .toList(),
                wanted.size(),
                part.self(),
                part.more());
    }

    private static boolean wants(Asked asked, RuleView.Summary rule) {
        return (asked.state() == null || asked.state().equals(rule.fares()))
                && (asked.level() == null || asked.level().equals(rule.level()))
                && (asked.text() == null || holds(rule, asked.text().toLowerCase(Locale.ROOT)));
    }

    private static boolean holds(RuleView.Summary rule, String text) {
        return String.join("\n", rule.title(), rule.id(), rule.file(), String.join("\n", rule.tags()))
                .toLowerCase(Locale.ROOT)
                .contains(text);
    }

    private static int rank(String state) {
        int rank = ORDER.indexOf(state);
        return rank < 0 ? ORDER.size() : rank;
    }

    static Row row(RuleView.Summary rule, long @Nullable [] matches, long now) {
        String state = rule.fares();
        RuleView.Counters counters = rule.counters();
        String last = counters == null ? null : counters.lastMatch();
        return new Row(
                rule.id(),
                rule.title(),
                Address.of("/rules", rule.id()).toString(),
                rule.file(),
                rule.level(),
                state,
                state.startsWith("live (") ? "older" : state,
                rule.trouble() != null
                        ? rule.trouble()
                        : rule.activity() == null ? "" : rule.activity().detail(),
                rule.fidelity().status(),
                rule.source() != null && rule.fidelity().edited(),
                rule.window(),
                counters,
                last == null ? null : Moment.of(Instant.parse(last).toEpochMilli(), now),
                Bars.of(matches == null ? new long[0] : matches));
    }
}
