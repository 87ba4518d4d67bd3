package io.tripline.engine.read;

import io.tripline.alert.Alert;
import io.tripline.alert.Evidence;
import io.tripline.alert.Finding;
import io.tripline.engine.Alerts;
import io.tripline.engine.Streams;
import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import io.tripline.event.FieldValues;
import io.tripline.event.Key;
import io.tripline.event.Match;
import io.tripline.event.Matches;
import io.tripline.event.NumberAt;
import io.tripline.event.Origin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The types that a rule may name and call: the rules' sandbox, and at the same time what the native binary registers for
 * reflection. Nothing else can be named in DRL, on the JVM as little as in the binary.
 */
public final class RuleTypes {

    /** Facts, globals and what they return. */
    public static final List<Class<?>> OWN = List.of(
            Event.class,
            FieldValue.class,
            FieldValues.class,
            Match.class,
            Matches.class,
            NumberAt.class,
            Origin.class,
            Key.class,
            Alert.class,
            Alert.RuleInfo.class,
            Alert.Window.class,
            Finding.class,
            Evidence.class,
            Alerts.class,
            Streams.class);

    /** Of the JDK: values and collections, nothing that reaches outside. */
    public static final List<Class<?>> JDK = List.of(
            Object.class,
            String.class,
            CharSequence.class,
            StringBuilder.class,
            Character.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Number.class,
            Math.class,
            Comparable.class,
            Iterable.class,
            BigDecimal.class,
            BigInteger.class,
            Collection.class,
            List.class,
            Set.class,
            Map.class,
            Map.Entry.class,
            ArrayList.class,
            HashMap.class,
            HashSet.class,
            Arrays.class,
            Collections.class,
            Objects.class,
            Instant.class,
            Duration.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class);

    /** Simple names need no import: each stands for one type. */
    private static final Map<String, Class<?>> BY_NAME = names();

    private RuleTypes() {}

    private static Map<String, Class<?>> names() {
        Map<String, Class<?>> names = new HashMap<>();
        Stream.concat(OWN.stream(), JDK.stream()).forEach(type -> {
            names.put(type.getCanonicalName(), type);
            if (type.getEnclosingClass() == null) {
                names.put(type.getSimpleName(), type);
            }
        });
        return Map.copyOf(names);
    }

    static boolean isListed(Class<?> type) {
        return BY_NAME.get(type.getCanonicalName()) == type;
    }

    /** By its simple or its qualified name; null if no rule may name such a type. */
    static @Nullable Class<?> named(String name) {
        return BY_NAME.get(name);
    }

    static Set<String> names(boolean qualified) {
        return BY_NAME.keySet().stream()
                .filter(name -> qualified == name.contains("."))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
