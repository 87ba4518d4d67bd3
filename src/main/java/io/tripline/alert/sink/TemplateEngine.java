package io.tripline.alert.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.Engine;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Expression;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Results;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.WhenSectionHelper;
import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Qute without what looks at classes, other files or other templates: maps, lists and scalars, conditions and loops, and the functions below.
 *
 * <pre>
 * {reason}            text, escaped for the inside of quotes; nothing where there is no such member
 * {eventCount}        numbers, true and false as they are
 * {group.json}        any value as JSON, text with its quotes
 * {group.text}        the same as a text, to be shown
 * {reason.cut(130)}   its first characters
 * {reason.line}       on one line, with nothing that cannot be seen
 * {reason.mrkdwn}     as Slack wants it where it looks for links and mentions
 * </pre>
 */
final class TemplateEngine {

    /** Already JSON. */
    private record Ready(String json) {}

    private static final int LONGEST_TEXT = 1 << 20;

    private final ObjectMapper mapper = new ObjectMapper();

    private TemplateEngine() {
        mapper.getFactory().setCharacterEscapes(new InvisibleEscapes());
    }

    /** To find out what is wrong: a member that is not there is an error. */
    static Engine strict() {
        return new TemplateEngine().builder().strictRendering(true).build();
    }

    /** To make bodies: a member that is not there is nothing. */
    static Engine lenient() {
        return new TemplateEngine().builder().strictRendering(false).build();
    }

    private EngineBuilder builder() {
        return Engine.builder()
                .addSectionHelpers(
                        new IfSectionHelper.Factory(),
                        new LoopSectionHelper.Factory(),
                        new SetSectionHelper.Factory(),
                        new WhenSectionHelper.Factory())
                .addValueResolvers(
                        ValueResolvers.mapResolver(),
                        ValueResolvers.mapperResolver(),
                        ValueResolvers.mapEntryResolver(),
                        ValueResolvers.collectionResolver(),
                        ValueResolvers.listResolver(),
                        ValueResolvers.thisResolver(),
                        ValueResolvers.orResolver(),
                        ValueResolvers.trueResolver(),
                        ValueResolvers.logicalAndResolver(),
                        ValueResolvers.logicalOrResolver(),
                        ValueResolvers.orEmpty(),
                        ValueResolvers.equalsResolver(),
                        cut(),
                        function("json", value -> new Ready(json(value))),
                        function("text", this::text),
                        function("line", value -> Visible.of(text(value))),
                        function("mrkdwn", value -> text(value)
                                .replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace(">", "&gt;")))
                .addResultMapper(new Escaped());
    }

    private interface Function {
        Object of(@Nullable Object value);
    }

    /** Before what maps have under that name. */
    private static ValueResolver function(String name, Function function) {
        return ValueResolver.builder()
                .applyToName(name)
                .applyToNoParameters()
                .priority(10)
                .resolveSync(context -> function.of(found(context.getBase())))
                .build();
    }

    private ValueResolver cut() {
        return ValueResolver.builder()
                .applyToName("cut")
                .applyToParameters(1)
                .priority(10)
                .resolveAsync(context -> cut(context))
                .build();
    }

    private CompletionStage<Object> cut(EvalContext context) {
        return context.evaluate(context.getParams().getFirst()).thenApply(most -> {
            if (most instanceof Integer units && units >= 0) {
                return Cut.within(units, text(found(context.getBase())));
            }
            throw new TemplateException("cut wants a number of characters, such as cut(130)");
        });
    }

    /** A member that is not there is nothing. */
    private static @Nullable Object found(@Nullable Object value) {
        return Results.isNotFound(value) ? null : value;
    }

    private String json(@Nullable Object value) {
        try {
            return mapper.writeValueAsString(plain(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alert is maps, lists and scalars", e);
        }
    }

    /** The same in collections of the JDK: of others Jackson asks by reflection. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, inner) -> copy.put(key, plain(inner)));
                yield copy;
            }
            case Iterable<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(inner -> copy.add(plain(inner)));
                yield copy;
            }
            default -> value;
        };
    }

    private String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> map -> json(map);
            case Iterable<?> list -> json(list);
            default -> Cut.within(LONGEST_TEXT, value.toString());
        };
    }

    /** Whatever a template puts out. */
    private final class Escaped implements ResultMapper {

        @Override
        public int getPriority() {
            return 100;
        }

        @Override
        public boolean appliesTo(TemplateNode.Origin origin, Object result) {
            return true;
        }

        @Override
        public String map(Object result, Expression expression) {
            if (result instanceof Ready(String json)) {
                return json;
            }
            String quoted = json(text(found(result)));
            return quoted.substring(1, quoted.length() - 1);
        }
    }
}
