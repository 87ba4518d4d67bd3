package io.tripline.engine.compile;

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
import java.util.stream.Collectors;

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

    /** Accumulate functions live in this package; Drools' own need no import. */
    static final String FUNCTIONS = "io.tripline.engine.function.";

    private static final Set<String> QUALIFIED = java.util.stream.Stream.concat(OWN.stream(), JDK.stream())
            .map(Class::getCanonicalName)
            .collect(Collectors.toUnmodifiableSet());

    /** Names that need no import: those of java.lang. */
    private static final Set<String> UNQUALIFIED = JDK.stream()
            .filter(type -> type.getPackageName().equals("java.lang"))
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    private RuleTypes() {}

    static boolean mayImport(String qualifiedName) {
        return QUALIFIED.contains(qualifiedName);
    }

    static boolean isKnownWithoutImport(String simpleName) {
        return UNQUALIFIED.contains(simpleName);
    }
}
