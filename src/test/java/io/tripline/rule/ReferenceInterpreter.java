package io.tripline.rule;

import io.tripline.event.FieldPath;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a condition means, said as plainly as possible and a second time: it shares no code with the operators that run.
 * Slow; for tests.
 */
public final class ReferenceInterpreter {

    /** dotted path to its scalars, nulls included */
    private final Map<String, List<@Nullable Object>> fields = new LinkedHashMap<>();

    private final Map<String, ?> source;

    /** @param source decoded JSON */
    public ReferenceInterpreter(Map<String, ?> source) {
        this.source = source;
        source.forEach((name, value) -> collect(name.replace("{}", ""), value));
    }

    private void collect(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            object.forEach(
                    (name, child) -> collect(path + "." + String.valueOf(name).replace("{}", ""), child));
        } else if (value instanceof Collection<?> list) {
            list.forEach(element -> collect(path, element));
        } else {
            fields.computeIfAbsent(path, p -> new ArrayList<>()).add(value);
        }
    }

    public boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.And and -> and.parts().stream().allMatch(this::holds);
            case Condition.Or or -> or.parts().stream().anyMatch(this::holds);
            case Condition.AtLeast atLeast ->
                atLeast.parts().stream().filter(this::holds).count() >= atLeast.count();
            case Condition.Not not -> !holds(not.part());
            case Condition.FieldTest test -> holds(test.field(), test.test());
            case Condition.DerivedTest(Subject subject, Test.IsNull none) ->
                worths(subject).stream().allMatch(value -> text(value).isEmpty());
            case Condition.DerivedTest(Subject subject, Test test) ->
                worths(subject).stream().anyMatch(value -> holds(value, test));
            case Condition.AnyObject some ->
                objects("", source, some.path().text()).stream()
                        .anyMatch(object -> new ReferenceInterpreter(object).holds(some.part()));
            case Condition.InList test -> throw new IllegalArgumentException("no list to look into: " + test.list());
            case Condition.Before test -> throw new IllegalArgumentException("no time to compare: " + test.moment());
            case Condition.Remarked remarked -> holds(remarked.part());
            case Condition.AnyFieldTest test ->
                fields.values().stream().flatMap(List::stream).anyMatch(value -> holds(value, test.test()));
        };
    }

    private boolean holds(FieldPath field, Test test) {
        List<@Nullable Object> values = values(field);
        return switch (test) {
            case Test.Exists exists ->
                values.stream().anyMatch(Objects::nonNull)
                        || fields.entrySet().stream()
                                .anyMatch(entry -> entry.getKey().startsWith(field.text() + ".")
                                        && entry.getValue().stream().anyMatch(Objects::nonNull));
            case Test.IsNull none ->
                values.stream().allMatch(value -> value == null || text(value).isEmpty());
            default -> values.stream().anyMatch(value -> holds(value, test));
        };
    }

    /** Objects at a path, each below it; what is spelled out with dots is an object as well. */
    private static List<Map<String, Object>> objects(String before, Map<?, ?> within, String path) {
        List<Map<String, Object>> found = new ArrayList<>();
        Map<String, Object> spelled = new LinkedHashMap<>();
        within.forEach((name, value) -> {
            String at = before + String.valueOf(name).replace("{}", "");
            if (at.startsWith(path + ".")) {
                spelled.put(at, value);
                return;
            }
            for (Object one : flat(value)) {
                if (one instanceof Map<?, ?> object && at.equals(path)) {
                    found.add(Map.of(path, object));
                } else if (one instanceof Map<?, ?> object && path.startsWith(at + ".")) {
                    found.addAll(objects(at + ".", object, path));
                }
            }
        });
        if (!spelled.isEmpty()) {
            found.add(spelled);
        }
        return found;
    }

    private static List<Object> flat(@Nullable Object value) {
        return value instanceof Collection<?> list
                ? list.stream().flatMap(one -> flat(one).stream()).toList()
                : value == null ? List.of() : List.of(value);
    }

    /** Of each combination of the inputs' values what comes of it; combinations of which nothing comes are left out. */
    private List<Object> worths(Subject subject) {
        return switch (subject) {
            case Subject.Field(FieldPath path) ->
                values(path).stream()
                        .filter(Objects::nonNull)
                        .map(Object.class::cast)
                        .toList();
            case Subject.Text(String value) -> List.of(value);
            case Subject.Number(BigDecimal value) -> List.of(value);
            case Subject.Derived derived -> {
                List<List<Object>> combinations = List.of(List.of());
                for (Subject input : derived.inputs()) {
                    List<List<Object>> longer = new ArrayList<>();
                    for (List<Object> before : combinations) {
                        for (Object value : worths(input)) {
                            List<Object> all = new ArrayList<>(before);
                            all.add(value);
                            longer.add(all);
                        }
                    }
                    combinations = longer;
                }
                yield combinations.stream()
                        .map(inputs -> Worked.out(derived.function(), derived.cased(), inputs))
                        .filter(Objects::nonNull)
                        .map(Object.class::cast)
                        .toList();
            }
        };
    }

    private List<@Nullable Object> values(FieldPath field) {
        if (!field.isPattern()) {
            return fields.getOrDefault(field.text(), List.of());
        }
        Pattern names = glob(field.text(), true);
        return fields.entrySet().stream()
                .filter(entry -> names.matcher(entry.getKey()).matches())
                .flatMap(entry -> entry.getValue().stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String words(String text) {
        return fold(text, false).replaceAll("[^\\p{L}\\p{N}_]+", " ").strip();
    }

    private boolean holds(@Nullable Object value, Test test) {
        if (value == null) {
            return false;
        }
        String text = text(value);
        return switch (test) {
            case Test.Is is -> is.texts().stream().anyMatch(argument -> equal(value, argument, is.cased()));
            case Test.IsNumber is -> {
                BigDecimal number = value instanceof Boolean ? null : number(text);
                yield number != null && is.numbers().stream().anyMatch(one -> one.compareTo(number) == 0);
            }
            case Test.StartsWith starts -> any(starts.texts(), starts.cased(), text, String::startsWith);
            case Test.EndsWith ends -> any(ends.texts(), ends.cased(), text, String::endsWith);
            case Test.Includes includes -> any(includes.texts(), includes.cased(), text, String::contains);
            case Test.Like like ->
                like.globs().stream().anyMatch(glob -> glob(fold(glob, like.cased()), like.cased())
                        .matcher(fold(text, like.cased()))
                        .matches());
            case Test.HasWords words ->
                words.phrases().stream()
                        .anyMatch(phrase -> (" " + words(text) + " ").contains(" " + words(phrase) + " "));
            case Test.Regex regex -> regex.expressions().stream().anyMatch(written -> matches(regex, written, text));
            case Test.InSubnet subnet -> subnet.networks().stream().anyMatch(network -> isInside(text, network));
            case Test.Compare compare -> {
                BigDecimal number = value instanceof Boolean ? null : number(text);
                yield number != null && relates(compare.comparison(), number.compareTo(compare.bound()));
            }
            case Test.CompareText compare -> relates(compare.comparison(), text.compareTo(compare.bound()));
            case Test.Exists exists -> true;
            case Test.IsNull none -> text.isEmpty();
            case Test.SameAs same
            when same.relation() == Test.Relation.EQUAL ->
                worths(same.other()).stream().anyMatch(other -> equal(value, other, same.cased()));
            case Test.SameAs same -> worths(same.other()).stream().anyMatch(other -> relates(same, text, text(other)));
            case Test.CompareWith compare ->
                worths(compare.other()).stream().anyMatch(other -> ordered(compare.comparison(), value, other));
            case Test.TimePart part -> {
                ZonedDateTime time = time(text);
                yield time != null
                        && relates(
                                part.comparison(),
                                BigDecimal.valueOf(part(time, part.part())).compareTo(part.bound()));
            }
        };
    }

    private static boolean ordered(Comparison comparison, Object mine, Object theirs) {
        BigDecimal a = mine instanceof Boolean ? null : number(text(mine));
        BigDecimal b = theirs instanceof Boolean ? null : number(text(theirs));
        if (mine instanceof Number || theirs instanceof Number) {
            return a != null && b != null && relates(comparison, a.compareTo(b));
        }
        ZonedDateTime first = a == null ? time(text(mine)) : null;
        ZonedDateTime second = b == null ? time(text(theirs)) : null;
        return relates(
                comparison,
                first != null && second != null
                        ? first.toInstant().compareTo(second.toInstant())
                        : text(mine).compareTo(text(theirs)));
    }

    /** A number of an event is what spells it; texts are equal, or spell one address. */
    private static boolean equal(Object value, Object other, boolean cased) {
        if (value instanceof Number || other instanceof Number) {
            BigDecimal mine = value instanceof Boolean ? null : number(text(value));
            BigDecimal theirs = other instanceof Boolean ? null : number(text(other));
            return mine != null && theirs != null && mine.compareTo(theirs) == 0;
        }
        byte @Nullable [] mine = value instanceof Boolean ? null : address(text(value));
        return fold(text(value), cased).equals(fold(text(other), cased))
                || mine != null && !(other instanceof Boolean) && Arrays.equals(mine, address(text(other)));
    }

    private interface Relation {
        boolean holds(String value, String argument);
    }

    private static boolean any(List<String> texts, boolean cased, String value, Relation relation) {
        return texts.stream().anyMatch(text -> relation.holds(fold(value, cased), fold(text, cased)));
    }

    private static boolean relates(Test.SameAs same, String mine, String theirs) {
        String left = fold(mine, same.cased());
        String right = fold(theirs, same.cased());
        return switch (same.relation()) {
            case EQUAL -> left.equals(right);
            case STARTS_WITH -> left.startsWith(right);
            case ENDS_WITH -> left.endsWith(right);
            case INCLUDES -> left.contains(right);
        };
    }

    private static boolean relates(Comparison comparison, int sign) {
        return switch (comparison) {
            case GREATER -> sign > 0;
            case AT_LEAST -> sign >= 0;
            case LESS -> sign < 0;
            case AT_MOST -> sign <= 0;
            case EQUAL -> sign == 0;
            case NOT_EQUAL -> sign != 0;
        };
    }

    private static boolean matches(Test.Regex regex, String written, String text) {
        int flags = (regex.ignoreCase() ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
                | (regex.multiLine() ? Pattern.MULTILINE : 0)
                | (regex.dotAll() ? Pattern.DOTALL : 0);
        var matcher = Pattern.compile(written, flags).matcher(text);
        return regex.wholeValue() ? matcher.matches() : matcher.find();
    }

    private static Pattern glob(String glob, boolean cased) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\' && i + 1 < glob.length() && "*?\\".indexOf(glob.charAt(i + 1)) >= 0) {
                regex.append(Pattern.quote(String.valueOf(glob.charAt(++i))));
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static boolean isInside(String address, String network) {
        String[] parts = network.split("/", 2);
        byte @Nullable [] mine = address(address);
        byte @Nullable [] theirs = address(parts[0]);
        if (mine == null || theirs == null || mine.length != theirs.length) {
            return false;
        }
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : theirs.length * 8;
        if (parts[0].contains(":") && theirs.length == 4 && parts.length == 2) {
            bits -= 96;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Of a mapped address the four bytes in it, as the JDK has them. */
    private static byte @Nullable [] address(String text) {
        String one = text.contains(":") ? text.replaceFirst("%.+$", "") : text;
        if (!one.matches(
                "(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return null;
        }
        try {
            return InetAddress.getByName(one).getAddress();
        } catch (UnknownHostException noAddress) {
            return null;
        }
    }

    /** Of a number its plain digits. */
    static String text(Object value) {
        return value instanceof Number
                ? new BigDecimal(value.toString())
                        .stripTrailingZeros()
                        .add(BigDecimal.ZERO)
                        .toPlainString()
                : value.toString();
    }

    static String fold(String text, boolean cased) {
        if (cased) {
            return text;
        }
        return text.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable ZonedDateTime time(String text) {
        BigDecimal epoch = number(text);
        if (epoch != null) {
            boolean millis = epoch.compareTo(BigDecimal.valueOf(100_000_000_000L)) >= 0;
            return Instant.ofEpochMilli(millis ? epoch.longValue() : epoch.longValue() * 1000)
                    .atZone(ZoneOffset.UTC);
        }
        try {
            return OffsetDateTime.parse(text).toInstant().atZone(ZoneOffset.UTC);
        } catch (DateTimeParseException withoutZone) {
            try {
                return LocalDateTime.parse(text).atZone(ZoneOffset.UTC);
            } catch (DateTimeParseException noTime) {
                return null;
            }
        }
    }

    private static int part(ZonedDateTime time, Test.Part part) {
        return switch (part) {
            case MINUTE -> time.getMinute();
            case HOUR -> time.getHour();
            case DAY -> time.getDayOfMonth();
            case WEEK -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> time.getMonthValue();
            case YEAR -> time.getYear();
        };
    }
}
