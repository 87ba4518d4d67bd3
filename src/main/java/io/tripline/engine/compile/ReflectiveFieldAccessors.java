package io.tripline.engine.compile;

import io.tripline.alert.Alert;
import io.tripline.event.Event;
import io.tripline.event.Match;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.drools.base.base.ValueResolver;
import org.drools.base.base.ValueType;
import org.drools.base.base.extractors.BaseObjectClassFieldReader;
import org.drools.base.base.extractors.SelfReferenceClassFieldReader;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.rule.accessor.WriteAccessor;
import org.drools.core.base.ClassFieldAccessorCache;
import org.drools.core.base.FieldAccessorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of facts without generating a class for each, which is what Drools would do. Our own facts are read
 * by method references, everything else by reflection. Found by {@link java.util.ServiceLoader}; Drools takes the service
 * with the highest priority.
 */
public final class ReflectiveFieldAccessors implements FieldAccessorFactory {

    private static final Map<String, Function<Event, @Nullable Object>> EVENT =
            Map.of("id", Event::getId, "timestamp", Event::getTimestamp);

    private static final Map<String, Function<Match, @Nullable Object>> MATCH = Map.of(
            "key", Match::getKey,
            "rule", Match::getRule,
            "step", Match::getStep,
            "last", Match::isLast,
            "eventId", Match::getEventId,
            "timestamp", Match::getTimestamp,
            "arrival", Match::getArrival,
            "fields", Match::getFields);

    private static final Map<String, Function<Alert, @Nullable Object>> ALERT = Map.of(
            "group", Alert::getGroup, "id", Alert::getId, "timestamp", Alert::getTimestamp, "rule", Alert::getRule);

    @Override
    public int servicePriority() {
        return 100;
    }

    @Override
    public @Nullable ReadAccessor getClassFieldReader(
            Class<?> type, String field, ClassFieldAccessorCache.CacheEntry cache) {
        if (field.equals("this")) {
            return new SelfReferenceClassFieldReader(type);
        }
        Method getter = getter(type, field);
        if (getter == null) {
            return null;
        }
        return new Reader(getter.getReturnType(), read(type, field, getter));
    }

    private static Function<Object, @Nullable Object> read(Class<?> type, String field, Method getter) {
        Function<?, @Nullable Object> known =
                switch (type.getSimpleName()) {
                    case "Event" -> type == Event.class ? EVENT.get(field) : null;
                    case "Match" -> type == Match.class ? MATCH.get(field) : null;
                    case "Alert" -> type == Alert.class ? ALERT.get(field) : null;
                    default -> null;
                };
        if (known == null) {
            return fact -> invoke(getter, fact);
        }
        @SuppressWarnings("unchecked") // the table is the one of the type
        Function<Object, @Nullable Object> typed = (Function<Object, @Nullable Object>) known;
        return typed;
    }

    private static @Nullable Object invoke(Method getter, Object fact) {
        try {
            return getter.invoke(fact);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(getter + " cannot be read", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(getter + " failed", e.getCause());
        }
    }

    private static @Nullable Method getter(Class<?> type, String field) {
        String capitalised = field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
        for (String name : new String[] {"get" + capitalised, "is" + capitalised, field}) {
            try {
                Method method = type.getMethod(name);
                if (method.getReturnType() != void.class) {
                    return method;
                }
            } catch (NoSuchMethodException e) {
                // the next spelling
            }
        }
        return null;
    }

    @Override
    public WriteAccessor getClassFieldWriter(Class<?> type, String field, ClassFieldAccessorCache.CacheEntry cache) {
        throw new UnsupportedOperationException(
                "facts are immutable: " + type.getSimpleName() + "." + field + " cannot be set by a rule");
    }

    /** One property. */
    private static final class Reader extends BaseObjectClassFieldReader {

        private static final long serialVersionUID = 1L;

        private final transient Function<Object, @Nullable Object> read;

        Reader(Class<?> type, Function<Object, @Nullable Object> read) {
            super(0, type, ValueType.determineValueType(type));
            this.read = read;
        }

        @Override
        public @Nullable Object getValue(@Nullable ValueResolver valueResolver, Object object) {
            return read.apply(object);
        }
    }
}
