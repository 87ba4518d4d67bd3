package io.tripline.web.page;

import io.tripline.alert.AlertStatus;
import io.tripline.alert.Levels;
import io.tripline.web.alerts.AlertFilter;
import io.tripline.web.alerts.AlertGroup;
import io.tripline.web.alerts.AlertHead;
import io.tripline.web.alerts.AlertIndex;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the list of alerts shows.
 *
 * @param asked what was asked for, to fill the form with
 * @param grouped whether by rule and group, or each alert
 * @param trouble why what was asked for cannot be; null where it can
 * @param matched alerts that are wanted
 * @param open how many of them are open
 * @param looked alerts that were looked at
 * @param more the address of what follows; null where nothing does
 */
public record AlertsView(
        AlertFilter.Asked asked,
        boolean grouped,
        @Nullable String trouble,
        List<GroupRow> groups,
        List<AlertRow> rows,
        int matched,
        long open,
        int looked,
        String self,
        String other,
        @Nullable String more) {

    private static final long DAY = Duration.ofDays(1).toMillis();

    /** A rule and one of its groups. */
    public record GroupRow(AlertRow newest, int count, int open, Bars bars, String address) {}

    /** An alert. */
    public record AlertRow(
            String id,
            String address,
            String title,
            String ruleAddress,
            @Nullable String level,
            String reason,
            String group,
            Moment time,
            String status,
            @Nullable String verdict,
            int events,
            boolean late,
            long silenced) {

        static AlertRow of(AlertHead head, long now) {
            return new AlertRow(
                    head.id(),
                    Address.of("/alerts", head.id()).toString(),
                    head.rule().title(),
                    Address.of("/rules", head.rule().id()).toString(),
                    head.rule().level(),
                    head.reason(),
                    head.group(),
                    Moment.of(head.time(), now),
                    head.life().status().word(),
                    head.life().verdict() == null
                            ? null
                            : head.life().verdict().word().replace('_', ' '),
                    head.events(),
                    head.late(),
                    head.life().silenced());
        }
    }

    /** To choose from. */
    public List<String> levels() {
        return Levels.ALL;
    }

    /** To choose from. */
    public List<String> statuses() {
        return AlertStatus.WORDS;
    }

    /** Whether there may be more than were looked at. */
    public boolean isCut() {
        return looked >= AlertIndex.MOST;
    }

    /** Whether anything narrows it. */
    public boolean isNarrowed() {
        return Stream.of(
                        asked.since(),
                        asked.until(),
                        asked.rule(),
                        asked.level(),
                        asked.tag(),
                        asked.status(),
                        asked.text(),
                        asked.group())
                .anyMatch(Objects::nonNull);
    }

    static AlertsView troubled(AlertFilter.Asked asked, boolean grouped, String trouble) {
        String self = address(asked, grouped).toString();
        return new AlertsView(asked, grouped, trouble, List.of(), List.of(), 0, 0, 0, self, self, null);
    }

    /**
     * @param newest alerts, newest first
     * @param from the first row
     * @param now ms since the epoch
     */
    static AlertsView of(
            AlertFilter.Asked asked, AlertFilter filter, boolean grouped, List<AlertHead> newest, int from, long now) {
        List<AlertHead> wanted = newest.stream().filter(filter::wants).toList();
        Address self = address(asked, grouped);
        Part<AlertGroup> groups = Part.of(grouped ? groups(wanted, filter) : List.of(), from, self);
        Part<AlertHead> each = Part.of(grouped ? List.of() : wanted, from, self);
        Part<?> shown = grouped ? groups : each;
        return new AlertsView(
                asked,
                grouped,
                null,
                groups.rows().stream().map(group -> row(group, asked, now)).toList(),
                each.rows().stream().map(head -> AlertRow.of(head, now)).toList(),
                wanted.size(),
                wanted.stream()
                        .filter(head -> head.life().status() == AlertStatus.OPEN)
                        .count(),
                newest.size(),
                shown.self(),
                address(asked, !grouped).toString(),
                shown.more());
    }

    private static List<AlertGroup> groups(List<AlertHead> wanted, AlertFilter filter) {
        long to = filter.until() == null ? latest(wanted) : filter.until() - 1;
        long begin = filter.since() == null ? to - DAY + 1 : filter.since();
        return AlertGroup.of(wanted, begin, to);
    }

    private static GroupRow row(AlertGroup group, AlertFilter.Asked asked, long now) {
        return new GroupRow(
                AlertRow.of(group.newest(), now),
                group.count(),
                group.open(),
                Bars.of(group.counts()),
                address(asked, false)
                        .with("rule", group.newest().rule().id())
                        .with("group", group.newest().group())
                        .toString());
    }

    private static long latest(List<AlertHead> wanted) {
        return wanted.stream().mapToLong(AlertHead::time).max().orElse(0);
    }

    private static Address address(AlertFilter.Asked asked, boolean grouped) {
        return Address.of("/alerts")
                .with("view", grouped ? null : "each")
                .with("since", asked.since())
                .with("until", asked.until())
                .with("rule", asked.rule())
                .with("level", asked.level())
                .with("tag", asked.tag())
                .with("status", asked.status())
                .with("text", asked.text())
                .with("group", asked.group());
    }
}
