package io.tripline.ingest;

import io.tripline.event.CaseFolding;
import io.tripline.event.Document;
import io.tripline.event.FurtherNames;
import io.tripline.event.Glob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives the fields of an event further names, those by which rules of another house ask for them. Immutable to its users, any
 * thread; never throws, whatever is in the event.
 */
final class FieldView implements FurtherNames {

    /** Rules ask for names again and again; how many answers are kept is bounded, since a rule can make names. */
    private static final int MOST_KEPT = 10_000;

    private final List<Block> blocks;
    private final Set<String> targets;
    private final Map<String, Boolean> given = new ConcurrentHashMap<>();
    private final Map<Set<String>, FieldView> narrowed = new ConcurrentHashMap<>();

    /**
     * @param guards the lines count for events for which all of them hold
     */
    record Block(List<Guard> guards, List<ViewStep> steps) {
        Block {
            guards = List.copyOf(guards);
            steps = List.copyOf(steps);
        }

        private boolean isFor(Document event, DerivedFields derived) {
            for (Guard guard : guards) {
                if (!guard.holds(event, derived)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @param values folded; empty: the field need only be there */
    record Guard(ViewSource field, List<Glob> values) {
        Guard {
            values = List.copyOf(values);
        }

        private boolean holds(Document event, DerivedFields derived) {
            String text = field.text(event, derived);
            if (text == null || values.isEmpty()) {
                return text != null;
            }
            String folded = CaseFolding.fold(text);
            for (Glob value : values) {
                if (value.matches(folded)) {
                    return true;
                }
            }
            return false;
        }
    }

    FieldView(List<Block> blocks) {
        this.blocks = List.copyOf(blocks);
        Set<String> names = new HashSet<>();
        blocks.forEach(
                block -> block.steps().forEach(step -> names.add(step.target().path())));
        this.targets = Set.copyOf(names);
    }

    @Override
    public boolean mayGive(String path) {
        Boolean known = given.get(path);
        if (known == null) {
            known = isBelowATarget(path);
            if (given.size() < MOST_KEPT) {
                given.put(path, known);
            }
        }
        return known;
    }

    /** A view that copies names to the top level may give any. */
    private boolean isBelowATarget(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            if (targets.contains(path.substring(0, end))) {
                return true;
            }
        }
        return targets.contains("");
    }

    @Override
    public FurtherNames only(Set<String> names) {
        FieldView known = narrowed.get(names);
        if (known == null) {
            known = new FieldView(NeededLines.of(blocks, names));
            if (narrowed.size() < MOST_KEPT) {
                narrowed.put(Set.copyOf(names), known);
            }
        }
        return known;
    }

    @Override
    public Map<String, Object> of(Document event) {
        DerivedFields derived = new DerivedFields();
        for (Block block : blocks) {
            if (block.isFor(event, derived)) {
                for (ViewStep step : block.steps()) {
                    derived.nextLine();
                    apply(step, event, derived);
                }
            }
        }
        return derived.asMap();
    }

    private static void apply(ViewStep step, Document event, DerivedFields derived) {
        switch (step) {
            case ViewStep.Constant constant -> derived.add(constant.target(), constant.values());
            case ViewStep.Copy copy -> copy(copy.target(), copy.sources(), event, derived);
            case ViewStep.Rest rest -> rest(rest, event, derived);
            case ViewStep.Choice choice -> choose(choice, event, derived);
            case ViewStep.Converted converted -> convert(converted, event, derived);
            case ViewStep.Text text -> write(text, event, derived);
            case ViewStep.Pairs pairs -> write(pairs, event, derived);
            case ViewStep.Keys keys -> keys(keys, derived);
            case ViewStep.Where where -> where(where, event, derived);
            case ViewStep.Named named -> named(named, event, derived);
            case ViewStep.Indexed indexed ->
                derived.add(indexed.target(), indexed(indexed.source().object(event)));
            case ViewStep.Written written -> written(written, event, derived);
            case ViewStep.Part part ->
                derived.add(part.target(), part(part.source().text(event, derived), part.marker()));
        }
    }

    private static void copy(Names target, List<ViewSource> sources, Document event, DerivedFields derived) {
        int before = derived.size();
        for (int i = 0; i < sources.size() && derived.size() == before; i++) {
            ViewSource source = sources.get(i);
            if (!target.path().isEmpty()) {
                source.each(event, derived, value -> derived.add(target, value));
            } else if (source.object(event) instanceof Map<?, ?> object) {
                derived.add(target, object);
            }
        }
    }

    private static void rest(ViewStep.Rest rest, Document event, DerivedFields derived) {
        for (int node = 1; node < event.size(); node = event.next(node)) {
            String name = event.place(node).name();
            if (!rest.mentioned().contains(name)) {
                derived.add(rest.target().below(name), event.decoded(node));
            }
        }
    }

    private static void choose(ViewStep.Choice choice, Document event, DerivedFields derived) {
        String text = choice.source().text(event, derived);
        String folded = text == null ? "" : CaseFolding.fold(text);
        for (ViewStep.Case candidate : choice.cases()) {
            if (candidate.pattern().matches(folded)) {
                derived.add(choice.target(), candidate.values());
                return;
            }
        }
    }

    private static void convert(ViewStep.Converted converted, Document event, DerivedFields derived) {
        int before = derived.size();
        for (int i = 0; i < converted.sources().size() && derived.size() == before; i++) {
            converted.sources().get(i).each(event, derived, value -> {
                for (Object each : value instanceof List<?> list ? list : List.of(value)) {
                    if (each != null && !(each instanceof Map) && !(each instanceof List)) {
                        derived.add(converted.target(), converted.conversion().of(each.toString()));
                    }
                }
            });
        }
    }

    private static void write(ViewStep.Text text, Document event, DerivedFields derived) {
        StringBuilder written = new StringBuilder();
        for (ViewStep.Piece piece : text.pieces()) {
            String value = piece.isSource() ? ViewSource.of(piece.text()).text(event, derived) : piece.text();
            if (value == null || value.isEmpty()) {
                return;
            }
            written.append(value);
        }
        derived.add(text.target(), written.toString());
    }

    private static void write(ViewStep.Pairs pairs, Document event, DerivedFields derived) {
        List<String> parts = new ArrayList<>();
        for (ViewStep.Pair pair : pairs.pairs()) {
            String value = pair.source().text(event, derived);
            if (value != null && !value.isEmpty()) {
                parts.add(pair.name() + "=" + value);
            }
        }
        derived.add(pairs.target(), String.join(",", parts));
    }

    private static void keys(ViewStep.Keys keys, DerivedFields derived) {
        String prefix = keys.below() + ".";
        List<String> names = new ArrayList<>();
        for (String path : derived.paths()) {
            if (path.startsWith(prefix) && keys.value().equals(derived.get(path))) {
                names.add(path.substring(prefix.length()));
            }
        }
        names.sort(null);
        derived.add(keys.target(), names);
    }

    private static void where(ViewStep.Where where, Document event, DerivedFields derived) {
        for (Object element : elements(where.list(), event)) {
            String key = where.key().scalar(element);
            if (key != null && key.equalsIgnoreCase(where.value())) {
                derived.add(where.target(), where.field().first(element));
                return;
            }
        }
    }

    private static void named(ViewStep.Named named, Document event, DerivedFields derived) {
        for (Object element : elements(named.list(), event)) {
            String name = named.name().scalar(element);
            if (name == null || name.isEmpty() || name.length() > Limits.DEFAULT.nameLength()) {
                continue;
            }
            Names target = named.target().below(name.replace('.', '_'));
            for (SourcePath value : named.values()) {
                Object found = value.first(element);
                derived.add(named.values().size() == 1 ? target : target.below(value.toString()), found);
            }
        }
    }

    private static @Nullable Object indexed(@Nullable Object value) {
        if (value instanceof List<?> list) {
            Map<String, Object> elements = new LinkedHashMap<>();
            for (int i = 0; i < list.size(); i++) {
                elements.put(String.valueOf(i), indexed(list.get(i)));
            }
            return elements;
        }
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> fields = new LinkedHashMap<>();
            object.forEach((name, child) -> fields.put(String.valueOf(name), indexed(child)));
            return fields;
        }
        return value;
    }

    private static void written(ViewStep.Written written, Document event, DerivedFields derived) {
        Object object = written.source().object(event);
        if (object instanceof Map || object instanceof List) {
            derived.add(written.target(), object.toString());
        }
    }

    private static @Nullable String part(@Nullable String path, String marker) {
        int found = path == null ? -1 : path.toLowerCase(Locale.ROOT).indexOf(marker);
        if (path == null || found < 0) {
            return null;
        }
        int from = found + marker.length();
        int slash = path.indexOf('/', from);
        return from > path.length() ? null : path.substring(from, slash < 0 ? path.length() : slash);
    }

    private static List<?> elements(SourcePath path, Document event) {
        List<Object> elements = new ArrayList<>();
        path.each(event, found -> elements.addAll(found instanceof List<?> list ? list : Arrays.asList(found)));
        return elements;
    }
}
