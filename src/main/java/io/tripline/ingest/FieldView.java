package io.tripline.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tripline.event.CaseFolding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the fields of an event further names, those by which rules of another house ask for them. Immutable, any thread;
 * never throws, whatever is in the event.
 *
 * @param name the table it was read from
 */
record FieldView(String name, List<ViewStep> steps) {

    /** What a text inside an event may hold when it is read as JSON or as pairs. */
    private static final Limits INSIDE_A_TEXT = new Limits(1 << 20, 16, 1 << 16, 256, 100, 2000, 1 << 17, 0, 0, 0);

    FieldView {
        steps = List.copyOf(steps);
    }

    /** @return dotted path to a scalar or a list of scalars */
    Map<String, Object> of(Map<String, Object> event) {
        DerivedFields derived = new DerivedFields();
        for (ViewStep step : steps) {
            derived.nextLine();
            apply(step, event, derived);
        }
        return derived.asMap();
    }

    private static void apply(ViewStep step, Map<String, Object> event, DerivedFields derived) {
        switch (step) {
            case ViewStep.Constant constant -> derived.add(constant.target(), constant.value());
            case ViewStep.Copy copy -> copy(copy.target(), copy.sources(), event, derived);
            case ViewStep.Snake snake -> copy(snake.target(), snake.source(), event, derived);
            case ViewStep.Rest rest -> rest(rest, event, derived);
            case ViewStep.Choice choice -> choose(choice, event, derived);
            case ViewStep.Word word -> derived.add(word.target(), word(text(word.source(), event, derived)));
            case ViewStep.Json json -> derived.add(json.target(), json(text(json.source(), event, derived)));
            case ViewStep.Pairs pairs -> pairs(pairs, event, derived);
            case ViewStep.Split split -> split(split, event, derived);
            case ViewStep.Keys keys -> keys(keys, derived);
            case ViewStep.Where where -> where(where, event, derived);
        }
    }

    private static void copy(Names target, List<ViewSource> sources, Map<String, Object> event, DerivedFields derived) {
        int before = derived.size();
        for (int i = 0; i < sources.size() && derived.size() == before; i++) {
            copy(target, sources.get(i), event, derived);
        }
    }

    private static void copy(Names target, ViewSource source, Map<String, Object> event, DerivedFields derived) {
        if (source.path() == null) {
            derived.add(target, derived.get(source.name()));
        } else if (!target.path().isEmpty()) {
            source.path().each(event, value -> derived.add(target, value));
        } else if (source.path().first(event) instanceof Map<?, ?> object) {
            derived.add(target, object);
        }
    }

    private static void rest(ViewStep.Rest rest, Map<String, Object> event, DerivedFields derived) {
        event.forEach((name, value) -> {
            if (!rest.mentioned().contains(name)) {
                derived.add(rest.target().below(name), value);
            }
        });
    }

    private static void choose(ViewStep.Choice choice, Map<String, Object> event, DerivedFields derived) {
        String text = text(choice.source(), event, derived);
        String folded = text == null ? "" : CaseFolding.fold(text);
        for (ViewStep.Case candidate : choice.cases()) {
            if (candidate.pattern().matches(folded)) {
                derived.add(choice.target(), candidate.values());
                return;
            }
        }
    }

    private static @Nullable String text(ViewSource source, Map<String, Object> event, DerivedFields derived) {
        if (source.path() != null) {
            return source.path().scalar(event);
        }
        Object value = derived.get(source.name());
        return value == null || value instanceof List ? null : value.toString();
    }

    private static @Nullable String word(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int start = 0;
        while (start < text.length() && !isWord(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }

    private static @Nullable Object json(@Nullable String text) {
        if (text == null
                || text.length() > INSIDE_A_TEXT.bodyBytes()
                || !text.stripLeading().startsWith("{")) {
            return null;
        }
        try (JsonParser parser = TreeReader.JSON.createParser(text)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    ? new TreeReader(INSIDE_A_TEXT).object(parser, true)
                    : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static void pairs(ViewStep.Pairs pairs, Map<String, Object> event, DerivedFields derived) {
        List<Object> texts = new ArrayList<>(1);
        if (pairs.source().path() != null) {
            pairs.source()
                    .path()
                    .each(event, found -> texts.addAll(found instanceof List<?> list ? list : List.of(found)));
        }
        for (Object text : texts) {
            if (text instanceof String some && some.length() <= INSIDE_A_TEXT.textLength()) {
                pairs(pairs.target(), some, derived);
            }
        }
    }

    /** A part without {@code =} belongs to the value before it, which holds a comma of its own. */
    private static void pairs(Names target, String text, DerivedFields derived) {
        boolean braced = text.startsWith("{") && text.endsWith("}") && text.length() > 1;
        String[] parts = (braced ? text.substring(1, text.length() - 1) : text).split(", ", INSIDE_A_TEXT.values());
        String name = null;
        StringBuilder value = new StringBuilder();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals > 0 && equals <= INSIDE_A_TEXT.nameLength()) {
                addPair(target, name, value, derived);
                name = part.substring(0, equals);
                value.setLength(0);
                value.append(part, equals + 1, part.length());
            } else {
                value.append(", ").append(part);
            }
        }
        addPair(target, name, value, derived);
    }

    private static void addPair(Names target, @Nullable String name, StringBuilder value, DerivedFields derived) {
        if (name != null) {
            derived.add(target.below(name), value.toString());
        }
    }

    private static void split(ViewStep.Split split, Map<String, Object> event, DerivedFields derived) {
        for (ViewSource source : split.sources()) {
            String text = text(source, event, derived);
            if (text != null && !text.isEmpty()) {
                for (String part : text.split(",", INSIDE_A_TEXT.values())) {
                    derived.add(split.target(), part.strip());
                }
                return;
            }
        }
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

    private static void where(ViewStep.Where where, Map<String, Object> event, DerivedFields derived) {
        Object found = where.list().first(event);
        for (Object element : found instanceof List<?> list ? list : Arrays.asList(found)) {
            String key = where.key().scalar(element);
            if (key != null && key.equalsIgnoreCase(where.value())) {
                derived.add(where.target(), where.field().first(element));
                return;
            }
        }
    }
}
