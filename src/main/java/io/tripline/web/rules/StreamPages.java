package io.tripline.web.rules;

import io.tripline.engine.Engine;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.correlate.Holdings;
import io.tripline.engine.correlate.Nearness;
import io.tripline.problem.Cut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is told of windows. Never waits for the engine. Any thread. */
public final class StreamPages {

    /** Characters of a value that are shown. */
    private static final int LONGEST_VALUE = 500;

    private final Engine engine;

    public StreamPages(Engine engine) {
        this.engine = engine;
    }

    /** @param nearest so many groups of each rule */
    public StreamView.StreamList list(int nearest) {
        Holdings holdings = engine.holdings();
        Map<String, Holdings.OfStream> held =
                holdings.streams().stream().collect(Collectors.toMap(Holdings.OfStream::stream, Function.identity()));
        List<LoadedRule> rules = engine.rules();
        TreeSet<String> names = new TreeSet<>();
        rules.forEach(rule -> {
            names.addAll(rule.outline().reads());
            names.addAll(rule.outline().writes());
        });
        return new StreamView.StreamList(
                names.stream()
                        .map(name -> stream(name, held.get(name), rules, holdings, nearest))
                        .toList(),
                new StreamView.Totals(holdings.groups(), holdings.open(), holdings.matches(), holdings.whole()));
    }

    private static StreamView.Stream stream(
            String name, Holdings.@Nullable OfStream held, List<LoadedRule> rules, Holdings holdings, int nearest) {
        List<StreamView.Writer> writers = new ArrayList<>();
        List<StreamView.Reader> readers = new ArrayList<>();
        for (LoadedRule rule : rules) {
            RuleOutline outline = rule.outline();
            if (outline.writes().contains(name)) {
                writers.add(new StreamView.Writer(outline.file(), outline.name()));
            }
            if (outline.reads().contains(name)) {
                readers.add(new StreamView.Reader(
                        outline.file(),
                        outline.name(),
                        outline.raises() ? outline.id() : null,
                        groups(holdings, outline, nearest)));
            }
        }
        return new StreamView.Stream(
                name,
                held == null ? 0 : held.matches(),
                held == null ? 0 : held.groups(),
                held == null ? null : time(held.oldest()),
                held == null ? null : time(held.newest()),
                writers,
                readers);
    }

    private static List<StreamView.Group> groups(Holdings holdings, RuleOutline rule, int most) {
        return groups(holdings.of(rule.file(), rule.name()), most);
    }

    /** The groups of a rule that are nearest to an alert. */
    static List<StreamView.Group> groups(Holdings.@Nullable OfRule held, int most) {
        return held == null
                ? List.of()
                : held.nearest().stream()
                        .limit(most)
                        .map(one -> group(held.rule(), one))
                        .toList();
    }

    static StreamView.Group group(String rule, Nearness nearness) {
        return new StreamView.Group(
                rule,
                fields(nearness),
                nearness.text(),
                nearness.progress(),
                nearness.measures().stream()
                        .map(measure -> new StreamView.Measure(
                                measure.of(),
                                measure.have(),
                                measure.needed(),
                                measure.condition(),
                                measure.holds(),
                                measure.missing(),
                                measure.atLeast()))
                        .toList(),
                nearness.ratio(),
                time(nearness.until()),
                nearness.passed(),
                time(nearness.silentUntil()),
                time(nearness.deadline()),
                time(nearness.newest()),
                nearness.matches(),
                nearness.logs().stream().map(StreamPages::log).sorted().toList(),
                nearness.open());
    }

    /** Product and service, as far as they are known. */
    private static String log(String name) {
        return name.isEmpty() ? "unknown" : name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    private static Map<String, @Nullable String> fields(Nearness nearness) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        nearness.group()
                .asMap()
                .forEach((name, value) -> fields.put(name, value == null ? null : Cut.after(LONGEST_VALUE, value)));
        return fields;
    }

    /** ISO-8601, UTC, of ms since the epoch; null of null. */
    static @Nullable String time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }
}
