package io.tripline.dialect.sigma.spl;

import io.tripline.dialect.sigma.spl.Quantity.EventField;
import io.tripline.dialect.sigma.spl.Quantity.EventTime;
import io.tripline.dialect.sigma.spl.SplCommand.Aggregate;
import io.tripline.dialect.sigma.spl.SplReading.Outside;
import io.tripline.dialect.sigma.spl.SplReading.Placeholders;
import io.tripline.event.FieldPath;
import io.tripline.rule.Bound;
import io.tripline.rule.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows a search from command to command and tells what it counts, for whom, and when it alerts. One text, one thread. */
final class SplInterpreter {

    private static final String TIME = "_time";

    private final Placeholders placeholders;
    private final Map<String, Quantity> names = new HashMap<>(Map.of(TIME, new EventTime()));
    private final List<SplFilter> filters = new ArrayList<>();
    private final Set<FieldPath> perPlaceholder = new LinkedHashSet<>();
    private final Set<FieldPath> groupBy = new LinkedHashSet<>();
    private final Set<FieldPath> collect = new LinkedHashSet<>();
    private final List<Bound> having = new ArrayList<>();
    private SplWindow window;
    private String binName = "";
    private @Nullable Integer statsOffset;
    private SplCommand.@Nullable Newest newest;

    SplInterpreter(Placeholders placeholders) {
        this.placeholders = placeholders;
        this.window = new SplWindow(placeholders);
    }

    SplReading read(List<SplCommand> commands) {
        for (SplCommand command : commands) {
            Outside outside =
                    switch (command) {
                        case SplCommand.Search search -> search(search);
                        case SplCommand.Show show -> null;
                        case SplCommand.Newest some -> newest(some);
                        case SplCommand.Rename rename -> rename(rename);
                        case SplCommand.Bin bin -> bin(bin);
                        case SplCommand.Eval eval -> eval(eval);
                        case SplCommand.Stats stats -> stats(stats);
                        case SplCommand.Where where -> where(where);
                        case SplCommand.Outside other -> new Outside(other.name(), other.why(), other.offset());
                    };
            if (outside != null) {
                return outside;
            }
        }
        if (statsOffset == null) {
            return new SplReading.Plain(
                    filters,
                    newest == null
                            ? List.of()
                            : List.of(
                                    "'" + newest.name() + "' of the Splunk text keeps only the newest event; here each"
                                            + " is looked at when it comes"));
        }
        if (having.isEmpty()) {
            return new Outside("stats", "nothing says from which number on to alert", statsOffset);
        }
        return aggregation(statsOffset);
    }

    private SplReading aggregation(int offset) {
        List<String> restrictions = new ArrayList<>();
        java.time.Duration length = window.length(offset, restrictions);
        if (length == null) {
            return new Outside("where", "the window has no value, or one that is no time", offset);
        }
        return new SplReading.Aggregation(
                filters,
                List.copyOf(perPlaceholder),
                List.copyOf(groupBy),
                length,
                having,
                List.copyOf(collect),
                restrictions);
    }

    /** As long as nothing is counted, each event is the newest when it comes. */
    private @Nullable Outside newest(SplCommand.Newest some) {
        newest = newest == null ? some : newest;
        return statsOffset == null ? null : outside(some);
    }

    private static Outside outside(SplCommand.Newest some) {
        return new Outside(some.name(), "it leaves out some of what is counted", some.offset());
    }

    private @Nullable Outside search(SplCommand.Search search) {
        if (statsOffset != null) {
            return new Outside("search", "a search after stats", search.offset());
        }
        List<SplFilter> parts =
                search.filter() instanceof SplFilter.All(List<SplFilter> all) ? all : List.of(search.filter());
        for (SplFilter part : parts) {
            if (part instanceof SplFilter.Placeholder(String field, String name, int offset)) {
                List<String> values = placeholders.values(name, offset);
                if (values.isEmpty()) {
                    perPlaceholder.add(new FieldPath(field));
                } else {
                    filters.add(new SplFilter.OneOf(field, values));
                }
            } else {
                SplFilter filter = resolved(part);
                if (filter == null) {
                    return new Outside("search", "a placeholder without a value under NOT or OR", search.offset());
                }
                if (!(filter instanceof SplFilter.All(List<SplFilter> inner) && inner.isEmpty())) {
                    filters.add(filter);
                }
            }
        }
        return null;
    }

    /** With the values of its placeholders; null where one has none. */
    private @Nullable SplFilter resolved(SplFilter filter) {
        return switch (filter) {
            case SplFilter.All(List<SplFilter> parts) -> {
                List<SplFilter> resolved = resolved(parts);
                yield resolved == null ? null : new SplFilter.All(resolved);
            }
            case SplFilter.Any(List<SplFilter> parts) -> {
                List<SplFilter> resolved = resolved(parts);
                yield resolved == null ? null : new SplFilter.Any(resolved);
            }
            case SplFilter.Not(SplFilter part) -> {
                SplFilter resolved = resolved(part);
                yield resolved == null ? null : new SplFilter.Not(resolved);
            }
            case SplFilter.Placeholder(String field, String name, int offset) -> {
                List<String> values = placeholders.values(name, offset);
                yield values.isEmpty() ? null : new SplFilter.OneOf(field, values);
            }
            case SplFilter.OneOf oneOf -> oneOf;
            case SplFilter.Exactly exactly -> exactly;
            case SplFilter.Present present -> present;
            case SplFilter.Anywhere anywhere -> anywhere;
        };
    }

    private @Nullable List<SplFilter> resolved(List<SplFilter> parts) {
        List<SplFilter> resolved = new ArrayList<>();
        for (SplFilter part : parts) {
            SplFilter one = resolved(part);
            if (one == null) {
                return null;
            }
            resolved.add(one);
        }
        return resolved;
    }

    private @Nullable Outside rename(SplCommand.Rename rename) {
        SplArithmetic arithmetic = arithmetic();
        Map<String, Quantity> renamed = new HashMap<>();
        rename.names().forEach((old, name) -> renamed.put(name, arithmetic.named(old)));
        names.putAll(renamed);
        return null;
    }

    private @Nullable Outside bin(SplCommand.Bin bin) {
        if (statsOffset != null) {
            return new Outside("bin", "a bin after stats", bin.offset());
        }
        if (!window.bin(bin)) {
            return new Outside("bin", "'" + bin.span() + "' is no span of time", bin.offset());
        }
        names.put(bin.as(), new Quantity.BinnedTime());
        return null;
    }

    private @Nullable Outside eval(SplCommand.Eval eval) {
        names.put(eval.name(), arithmetic().quantity(eval.expression()));
        return null;
    }

    private SplArithmetic arithmetic() {
        return new SplArithmetic(names, statsOffset != null);
    }

    private @Nullable Outside stats(SplCommand.Stats stats) {
        if (newest != null) {
            return outside(newest);
        }
        if (statsOffset != null) {
            return groupsOfGroups(stats);
        }
        SplArithmetic before = arithmetic();
        Map<String, Quantity> after = new HashMap<>();
        for (String by : stats.by()) {
            switch (before.named(by)) {
                case EventField(String name) -> {
                    groupBy.add(new FieldPath(name));
                    after.put(by, new EventField(name));
                }
                case Quantity.BinnedTime binned -> {
                    window.usesBin();
                    binName = by;
                }
                default -> {
                    return new Outside("stats", "'by " + by + "' is not a field of the event", stats.offset());
                }
            }
        }
        for (Aggregate aggregate : stats.aggregates()) {
            Quantity quantity = new SplStats(before).quantity(aggregate);
            after.put(aggregate.as(), quantity);
            if (quantity instanceof Quantity.Listed(FieldPath field)) {
                collect.add(field);
            }
            if (quantity instanceof Quantity.Measured(Measure measure)
                    && measure instanceof Measure.EventCount
                    && before.named(aggregate.argument()) instanceof EventField(String name)) {
                filters.add(new SplFilter.Present(name));
            }
        }
        names.clear();
        names.putAll(after);
        statsOffset = stats.offset();
        return null;
    }

    /**
     * {@code stats count by a, b | stats count by a}: how many groups, which is how many different values the fields have
     * that the second one does not group by.
     */
    private @Nullable Outside groupsOfGroups(SplCommand.Stats stats) {
        Outside outside =
                new Outside("stats", "a second stats that does not count the groups of the first", stats.offset());
        Set<FieldPath> rest = new LinkedHashSet<>(groupBy);
        Set<FieldPath> kept = new LinkedHashSet<>();
        Map<String, Quantity> after = new HashMap<>();
        boolean binKept = !window.isBinUsed();
        for (String by : stats.by()) {
            if (arithmetic().named(by) instanceof EventField(String name)) {
                kept.add(new FieldPath(name));
                after.put(by, new EventField(name));
            } else if (by.equals(binName)) {
                binKept = true;
            } else {
                return outside;
            }
        }
        rest.removeAll(kept);
        for (Aggregate aggregate : stats.aggregates()) {
            boolean count =
                    aggregate.argument().isEmpty() && aggregate.function().matches("count|c");
            List<FieldPath> counted = List.copyOf(rest);
            if (!count) {
                boolean distinct = aggregate.function().matches("dc|distinct_count");
                if (!distinct || !(arithmetic().named(aggregate.argument()) instanceof EventField(String name))) {
                    return outside;
                }
                counted = List.of(new FieldPath(name));
            }
            after.put(aggregate.as(), new Quantity.Measured(new Measure.ValueCount(counted)));
        }
        if (!having.isEmpty() || rest.isEmpty() || !binKept) {
            return outside;
        }
        rest.forEach(field -> filters.add(new SplFilter.Present(field.text())));
        collect.addAll(rest);
        groupBy.clear();
        groupBy.addAll(kept);
        names.clear();
        names.putAll(after);
        return null;
    }

    /** {@code isnotnull(a) AND isnotnull(b)}: events that have the fields. */
    private boolean present(SplExpression condition) {
        if (condition instanceof SplExpression.And(List<SplExpression> parts)) {
            return parts.stream().allMatch(this::present);
        }
        if (condition instanceof SplExpression.Call(String function, List<SplExpression> arguments)
                && function.equals("isnotnull")
                && arguments.size() == 1
                && arithmetic().quantity(arguments.getFirst()) instanceof EventField(String name)) {
            filters.add(new SplFilter.Present(name));
            return true;
        }
        return false;
    }

    private @Nullable Outside where(SplCommand.Where where) {
        if (statsOffset == null) {
            return present(where.condition())
                    ? null
                    : new Outside("where", "before stats only isnotnull(field) is supported", where.offset());
        }
        String why = new SplWhere(arithmetic(), placeholders, window, having, filters).add(where.condition());
        return why == null ? null : new Outside("where", why, where.offset());
    }
}
