package io.tripline.engine;

import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.compile.ParsedRules;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.event.Event;
import io.tripline.event.EventTime;
import io.tripline.event.Operator;
import io.tripline.event.Origin;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events for any DRL file, made of what the file says: most are aimed at one of its rules, some miss, some come at the same
 * millisecond or exactly a window later. What comes late is the engine's to put in its place, and no matter of a file's. The same file gives the same events in any JVM.
 */
public final class EventStreams {

    private static final int EVENTS = 200;

    /** Texts in a consequence: fields that matches carry or are joined by, among others that do no harm. */
    private static final Pattern TEXT = Pattern.compile("\"(?<text>(?:[^\"\\\\]|\\\\.)*+)\"");

    /** Of a glob: one that is escaped, or one that stands for text. */
    private static final Pattern WILDCARD = Pattern.compile("\\\\([*?\\\\])|[*?]");

    private static final Pattern NUMBER_FIELD =
            Pattern.compile("(?:number\\(|numberAt\\([^,]*,)\\s*\"(?<path>[^\"]*)\"");

    private final Random random = new Random(20260101);
    private final List<EventCondition> conditions = new ArrayList<>();
    private final List<Long> windows = new ArrayList<>();
    private final Set<String> carried = new LinkedHashSet<>();
    private final Set<String> numbers = new LinkedHashSet<>();
    private final Map<String, Object> fields = new HashMap<>();
    private final Set<String> aimed = new HashSet<>();
    private final boolean looksForward;
    private Origin origin = Origin.UNKNOWN;

    private EventStreams(DrlSource source) {
        for (RuleOutline rule : ParsedRules.of(source)) {
            if (rule.condition() != null) {
                conditions.add(
                        rule.constraints().size() == 1
                                ? new EventCondition.And(
                                        List.of(rule.condition()),
                                        "",
                                        rule.condition().span())
                                : rule.condition());
            }
            if (rule.window() != null) {
                windows.add(rule.window().millis());
            }
        }
        looksForward = source.text().contains("this after[");
        if (windows.isEmpty()) {
            windows.add(Duration.ofMinutes(1).toMillis());
        }
        Matcher number = NUMBER_FIELD.matcher(source.text());
        while (number.find()) {
            numbers.add(number.group("path"));
        }
        for (String consequence : source.text().split("(?m)^then$")) {
            Matcher text = TEXT.matcher(consequence.split("(?m)^end$", 2)[0]);
            while (consequence.contains("$event, ") && text.find()) {
                carried.add(text.group("text").replaceFirst("^\\?", "").replaceFirst("^[^=\\\\]*=", ""));
            }
        }
    }

    /** In order of time. */
    public static List<Event> of(DrlSource source) {
        return new EventStreams(source)
                .events().stream()
                        .sorted(Comparator.comparingLong(Event::getTimestamp))
                        .toList();
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        long now = Events.START.toEpochMilli();
        long window = windows.getFirst();
        for (int i = 0; i < EVENTS; i++) {
            if (i % 25 == 0) {
                window = pick(windows); // the pace changes, so that the short windows of a file fill as well
            }
            now += gap(window);
            long earlier = random.nextInt(20) == 0 ? random.nextLong(window) : 0;
            fields.clear();
            aimed.clear();
            origin = Origin.UNKNOWN;
            for (String path : carried) {
                if (random.nextInt(8) > 0) {
                    fields.put(
                            path,
                            numbers.contains(path) ? random.nextInt(60) : "v" + random.nextInt(1 + random.nextInt(3)));
                }
            }
            aim(pick(conditions), random.nextInt(6) > 0);
            events.add(Event.of("e" + i, now - earlier, origin, new HashMap<>(fields)));
        }
        return events;
    }

    /**
     * Milliseconds until the next event: often short, now and then none, exactly a window, or longer than one. Where a rule waits
     * for what comes after, an event exactly at the end leaves at the moment that another's silence ends, and Drools does not say
     * which goes first.
     */
    private long gap(long window) {
        return switch (random.nextInt(30)) {
            case 0 -> looksForward ? window / 2 : window;
            case 1 -> window + 1 + random.nextLong(window);
            case 2, 3, 4 -> 0;
            default -> random.nextLong(Math.max(2, window / 20));
        };
    }

    /** Sets fields so that the condition holds, or does not, as far as one that contradicts itself allows. */
    private void aim(EventCondition condition, boolean wanted) {
        switch (condition) {
            case EventCondition.And and -> aimAt(and.parts(), wanted, wanted);
            case EventCondition.Or or -> aimAt(or.parts(), wanted, !wanted);
            case EventCondition.AtLeast atLeast -> atLeast.parts().forEach(part -> aim(part, wanted));
            case EventCondition.Not not -> aim(not.part(), !wanted);
            case EventCondition.ValueTest test ->
                set(test.subject(), wanted ? meant(test.operator(), pick(test.arguments())) : "something else");
            case EventCondition.FieldRelation relation -> aimAtRelation(relation, wanted);
            case EventCondition.OriginTest test -> {
                if (test.word() == EventCondition.OriginTest.Word.PRODUCT) {
                    origin = new Origin(Set.of(wanted ? test.name() : "something else"), Set.of(), Set.of(), null);
                }
            }
            case EventCondition.InList test -> test.subjects().forEach(subject -> aim(subject, wanted));
            case EventCondition.HasField test -> aim(test.field(), wanted);
            case EventCondition.Before test -> {} // an event's time is not a field of it
            case EventCondition.AnyObject some -> aimAtObject(some, wanted);
            case EventCondition.FieldState test ->
                aim(test.subject(), wanted && test.state() == EventCondition.FieldState.State.EXISTS);
        }
    }

    /** The fields of one object, put together from what its parts want. */
    private void aimAtObject(EventCondition.AnyObject some, boolean wanted) {
        some.parts().forEach(part -> aim(part, true));
        if (!wanted) {
            fields.remove(pick(List.copyOf(fields.keySet())));
        }
    }

    /** A value of the other side first; then one beside it that is to it as asked. */
    private void aimAtRelation(EventCondition.FieldRelation relation, boolean wanted) {
        Operator order = Operator.ofMethod(relation.method());
        Object other = order == null ? "same" : 5;
        if (!relation.other().fields().isEmpty()) {
            set(relation.other(), other);
        }
        Object worth = new WorkedBack(fields, this::set).worth(relation.other());
        Object known = worth == null ? other : worth;
        set(
                relation.subject(),
                !wanted ? "different" : order == null ? known : beyond(order, new BigDecimal(known.toString())));
    }

    private void aimAt(List<EventCondition> parts, boolean wanted, boolean all) {
        if (all) {
            parts.forEach(part -> aim(part, wanted));
        } else if (!parts.isEmpty()) {
            aim(pick(parts), wanted);
        }
    }

    private void aim(Subject subject, boolean there) {
        if (there) {
            set(subject, "there");
        } else if (subject instanceof Subject.Field field) {
            fields.remove(field.path());
        }
    }

    private void set(Subject subject, Object value) {
        switch (subject) {
            case Subject.Field field -> set(field.path().replace('*', 'x'), value);
            case Subject.AnyField any -> set("message", value);
            case Subject.Constant constant -> {}
            case Subject.Derived derived -> new WorkedBack(fields, this::set).set(derived, value);
        }
    }

    /** Several tests of one field are aimed at with a list of values. */
    private void set(String path, Object value) {
        Object values = value;
        if (!aimed.add(path) && fields.get(path) instanceof Object before) {
            List<Object> all = new ArrayList<>(before instanceof List<?> many ? many : List.of(before));
            all.add(value);
            values = all;
        }
        fields.put(path, values);
    }

    /** A value for which a test with this argument holds: what a glob stands for, an address of a network, a number beyond a bound. */
    private Object meant(Operator operator, Object argument) {
        return switch (argument) {
            case String text -> meant(operator, text);
            case Number number -> beyond(operator, new BigDecimal(number.toString()));
            default -> argument;
        };
    }

    private static Object beyond(Operator operator, BigDecimal bound) {
        return switch (operator) {
            case MORE_THAN, NOT_EQUAL_TO -> bound.add(BigDecimal.ONE);
            case LESS_THAN -> bound.subtract(BigDecimal.ONE);
            default -> bound;
        };
    }

    private Object meant(Operator operator, String text) {
        return switch (operator) {
            case LIKE, LIKE_IGNORE_CASE ->
                WILDCARD.matcher(text).replaceAll(found -> found.group(1) == null ? "x" : "\\" + found.group(1));
            case REGEX, REGEX_WHOLE -> text.replaceAll("^\\(\\?[a-z]+\\)|[\\^$]", "");
            case MORE_THAN -> moment(text, 1).orElse(text + "x");
            case LESS_THAN -> moment(text, -1).orElse("");
            case IN_SUBNET -> text.replaceAll("/\\d{1,3}$", "");
            case IS_IGNORE_CASE, STARTS_WITH_IGNORE_CASE, ENDS_WITH_IGNORE_CASE, INCLUDES_IGNORE_CASE ->
                random.nextBoolean() ? text : text.toUpperCase(Locale.ROOT);
            default -> text;
        };
    }

    /** So many milliseconds after a moment. */
    private static Optional<String> moment(String text, long millis) {
        Long time = EventTime.parse(text);
        return Optional.ofNullable(time)
                .map(at -> Instant.ofEpochMilli(at + millis).toString());
    }

    private <T> T pick(List<T> from) {
        return Objects.requireNonNull(from.get(random.nextInt(from.size())));
    }
}
