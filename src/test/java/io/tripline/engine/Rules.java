package io.tripline.engine;

import io.tripline.engine.compile.DrlSource;

/** DRL for tests of the engine, as the generator writes it. */
public final class Rules {

    public static final String IMPORTS = """
            dialect "mvel"

            import io.tripline.alert.Alert
            import io.tripline.engine.Alerts
            import io.tripline.engine.Streams
            import io.tripline.event.Event
            import io.tripline.event.Match
            import accumulate io.tripline.engine.function.DistinctFunction distinctValues
            import accumulate io.tripline.engine.function.EvidenceFunction evidence

            global Alerts alerts
            global Streams streams

            """;

    static final String REGISTRATIONS = "package rules.registrations\n" + IMPORTS + """
            rule "Dynamic client registration"
            when
                $event : Event(
                    field( "data.type" ).isIgnoreCase( "sapi" ),
                    field( "data.description" ).isIgnoreCase( "Dynamic client registration" )
                )
            then
                streams.write( "registrations", Match.of( $event, "?data.tenant_name" )
                    .carrying( "data.details.response.body.client_id" ) );
            end

            rule "Rapid creation of clients"
                @id( "rapid-creation" )
                @level( "medium" )
                @tags( "attack.impact", "attack.t1499" )
                @reason( "{count} registrations for {group} within {window} ({condition})" )
            when
                groupby(
                    $match : Match( $key : key, $client : values( "data.details.response.body.client_id" ) )
                        over window:time( 1h ) from entry-point "registrations";
                    $group : $key;
                    $count : count(), $clients : distinctValues( $client ), $evidence : evidence( $match );
                    $count > 10
                )
                not( Alert( group == $group ) over window:time( 1h ) from entry-point "registrations" )
            then
                streams.write( "registrations", alerts.raise( drools.getRule(), Alert.of( $group, $evidence )
                    .showing( "count", $count )
                    .showing( "clients", $clients ) ) );
            end
            """;

    static final String FIRST_SEEN = "package rules.first_seen\n" + IMPORTS + """
            rule "Denied grant"
            when
                $event : Event( field( "action" ).is( "denied" ), !field( "actor" ).like( "Okta*" ) )
            then
                streams.write( "grants", Match.of( $event, "actor" ) );
            end

            rule "First denied grant"
                @id( "first-denied" )
            when
                $match : Match( $terms : key ) from entry-point "grants"
                not( Match( key == $terms ) over window:time( 14d ) from entry-point "grants/seen" )
            then
                alerts.raise( drools.getRule(), Alert.of( $terms, $match ) );
            end

            rule "First denied grant: remember"
            when
                $match : Match() from entry-point "grants"
            then
                streams.remember( "grants/seen", $match );
            end
            """;

    private Rules() {}

    static DrlSource registrations() {
        return new DrlSource("registrations.drl", REGISTRATIONS);
    }

    static DrlSource firstSeen() {
        return new DrlSource("first_seen.drl", FIRST_SEEN);
    }

    /** A file with one rule that alerts on each event for which the constraints hold. */
    public static DrlSource eachMatch(String name, String constraints) {
        return new DrlSource(
                name + ".drl",
                "package rules." + name + "\n" + IMPORTS + "rule \"" + name + "\"\nwhen\n    $event : Event( "
                        + constraints + " )\nthen\n    alerts.raise( drools.getRule(), Alert.of( $event ) );\nend\n");
    }
}
