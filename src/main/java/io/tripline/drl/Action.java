package io.tripline.drl;

import io.tripline.event.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one statement of a rule's {@code then}. Variables are spelled with their {@code $}. */
public sealed interface Action {

    /** {@code streams.write( "stream", Match.of( $event, "key" ).carrying( "field" ) )} */
    record WriteMatches(String stream, MatchSpec matches) implements Action {}

    /** {@code streams.write( "stream", $match )} */
    record WriteFact(String stream, String variable) implements Action {}

    /** {@code streams.remember( "stream", $match )} */
    record Remember(String stream, String variable) implements Action {}

    /**
     * {@code alerts.raise( drools.getRule(), finding )}, written to a stream where the rule looks back at its alerts.
     *
     * @param stream null where nothing looks back
     */
    record Raise(@Nullable String stream, FindingSpec finding) implements Action {}

    /**
     * {@code streams.write( "stream", Match.found( $group, $evidence ) )}: what another correlation counts.
     *
     * @param evidence a match or a collection of matches
     * @param alike whether it has the fields alone that all its evidence has alike, {@code Match.alike( … )}
     */
    record WriteFound(String stream, String group, String evidence, boolean alike) implements Action {}

    /**
     * {@code Match.of( $source, "key", "?optional", "name=path" ).carrying( "field" ).requiring( "field" )}
     *
     * @param source an event, or a match that another correlation found
     */
    record MatchSpec(Role role, String source, List<MatchKey> keys, List<Carried> carried) {
        public MatchSpec {
            keys = List.copyOf(keys);
            carried = List.copyOf(carried);
        }
    }

    /** What a match is to its correlation. */
    sealed interface Role {

        record Plain() implements Role {}

        record OfRule(String rule) implements Role {}

        /** A step of an order, or what spoils or ends one. */
        record InOrder(Stage stage) implements Role {}
    }

    /** @param name as alerts show it */
    record MatchKey(String name, String path, boolean required) {}

    /** A field that a match carries along. */
    record Carried(String path, boolean required) {}

    /**
     * {@code Alert.of( $group, $evidence ).showing( "count", $count )}
     *
     * @param group null for a single event
     */
    record FindingSpec(@Nullable String group, String evidence, List<Value> values) {
        public FindingSpec {
            values = List.copyOf(values);
        }
    }

    record Value(String name, String variable) {}
}
