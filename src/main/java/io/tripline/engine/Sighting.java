package io.tripline.engine;

import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import io.tripline.event.FieldValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a match rule saw in an event, in a few words: the fields that made its condition hold, with their values, and who or
 * which machine the event names. The same rule and event give the same words.
 */
final class Sighting {

    /** More fields than these make no sentence. */
    private static final int MOST_FIELDS = 4;

    /** Where events of the known formats name somebody, best first: one of each group is shown. */
    private static final List<List<String>> WHOM = List.of(
            List.of(
                    "user.name",
                    "User",
                    "TargetUserName",
                    "SubjectUserName",
                    "actor.alternateId",
                    "actor.displayName",
                    "data.user_name",
                    "data.user_id",
                    "userIdentity.arn",
                    "userIdentity.userName",
                    "userPrincipalName",
                    "properties.userPrincipalName",
                    "protoPayload.authenticationInfo.principalEmail",
                    "actor.email",
                    "user.username",
                    "UserId",
                    "userName",
                    "username",
                    "user",
                    "actor"),
            List.of("host.name", "Computer", "ComputerName", "computer_name", "host.hostname", "hostname", "host"),
            List.of(
                    "source.ip",
                    "client.ipAddress",
                    "data.ip",
                    "sourceIPAddress",
                    "callerIpAddress",
                    "SourceIp",
                    "IpAddress",
                    "ClientIP",
                    "actor_ip",
                    "src_ip",
                    "ip"));

    private final Event event;
    private final Map<String, String> seen = new LinkedHashMap<>();

    private Sighting(Event event) {
        this.event = event;
    }

    /** {@code Image=C:\x.exe, CommandLine=x -enc for User=ann, Computer=ws1}; empty where there is nothing to tell. */
    static String of(EventCondition condition, Event event) {
        Sighting sighting = new Sighting(event);
        sighting.look(condition);
        List<String> what = new ArrayList<>();
        sighting.seen.forEach((name, value) -> {
            if (what.size() < MOST_FIELDS) {
                what.add(pair(name, value));
            }
        });
        if (sighting.seen.size() > MOST_FIELDS) {
            what.add("…");
        }
        String whom = sighting.whom();
        String words = String.join(", ", what);
        return whom.isEmpty() || words.isEmpty() ? words + whom : words + " for " + whom;
    }

    private static String pair(String name, String value) {
        return AlertFactory.shown(name) + "=" + AlertFactory.shown(value);
    }

    /** Walks what holds: of alternatives the first, and nothing below a not, because that is what was not seen. */
    private void look(EventCondition condition) {
        if (seen.size() > MOST_FIELDS || !condition.holds(event)) {
            return;
        }
        switch (condition) {
            case EventCondition.And and -> and.parts().forEach(this::look);
            case EventCondition.Or or ->
                or.parts().stream()
                        .filter(part -> part.holds(event))
                        .findFirst()
                        .ifPresent(this::look);
            case EventCondition.AtLeast some -> some.parts().forEach(this::look);
            case EventCondition.Not not -> {}
            case EventCondition.ValueTest test -> add(test.subject(), test.test());
            case EventCondition.FieldRelation relation -> {
                add(relation.subject(), value -> true);
                add(relation.other(), value -> true);
            }
            case EventCondition.InList test -> {
                String entry = test.lookup().find(test.values(event), event.getTimestamp());
                test.subjects().forEach(subject -> add(subject, value -> true));
                if (entry != null) {
                    put("listed", entry);
                }
            }
            case EventCondition.Before test -> {}
            case EventCondition.AnyObject some -> {
                Event nearest = some.nearest(event);
                if (nearest != null) {
                    Sighting within = new Sighting(nearest);
                    some.parts().forEach(within::look);
                    within.seen.forEach(this::put);
                }
            }
            case EventCondition.OriginTest test -> {}
            case EventCondition.HasField test -> add(test.field(), value -> true);
            case EventCondition.FieldState test -> {
                if (!(test.subject() instanceof Subject.AnyField)) {
                    add(test.subject(), value -> true);
                }
            }
        }
    }

    private void add(Subject subject, Predicate<FieldValue> test) {
        switch (subject) {
            case Subject.Field field
            when field.path().indexOf('*') < 0 -> put(field.path(), first(event.field(field.path()), test));
            case Subject.Derived derived -> derived.inputs().forEach(input -> add(input, value -> true));
            case Subject.Constant constant -> {}
            case Subject.Field pattern -> addAny(test);
            case Subject.AnyField any -> addAny(test);
        }
    }

    /** Keywords: the field, first by name, that holds one. */
    private void addAny(Predicate<FieldValue> test) {
        Map<String, String> found = new TreeMap<>();
        event.forEachOwnField((name, values) -> {
            String value = first(values, test);
            if (value != null) {
                found.put(name, value);
            }
        });
        if (!found.isEmpty()) {
            String name = found.keySet().iterator().next();
            put(name, found.get(name));
        }
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            seen.putIfAbsent(name, value);
        }
    }

    private static @Nullable String first(FieldValues values, Predicate<FieldValue> test) {
        for (FieldValue value : values.values()) {
            if (!value.isNull() && test.test(value)) {
                return value.text();
            }
        }
        return null;
    }

    private String whom() {
        List<String> words = new ArrayList<>();
        for (List<String> names : WHOM) {
            for (String name : names) {
                String value = first(event.field(name), text -> !text.text().isBlank());
                if (value != null) {
                    if (!seen.containsKey(name)) {
                        words.add(pair(name, value));
                    }
                    break;
                }
            }
        }
        return String.join(", ", words);
    }
}
