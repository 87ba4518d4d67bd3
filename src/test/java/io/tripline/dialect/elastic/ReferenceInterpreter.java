package io.tripline.dialect.elastic;

import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a condition means, said a second time and as plainly as can be: no operator of the product is used, only the raw
 * values of an event's fields. Slow, and with the JDK's regular expressions.
 */
final class ReferenceInterpreter {

    private ReferenceInterpreter() {}

    static boolean holds(Condition condition, Event event) {
        return switch (condition) {
            case Condition.And and -> and.parts().stream().allMatch(part -> holds(part, event));
            case Condition.Or or -> or.parts().stream().anyMatch(part -> holds(part, event));
            case Condition.AtLeast least ->
                least.parts().stream().filter(part -> holds(part, event)).count() >= least.count();
            case Condition.Not not -> !holds(not.part(), event);
            case Condition.FieldTest test -> any(values(event, test.field().text()), test.test(), event);
            case Condition.AnyFieldTest test ->
                any(
                        event.fieldNames().stream()
                                .flatMap(name -> values(event, name).stream())
                                .toList(),
                        test.test(),
                        event);
        };
    }

    private static List<Object> values(Event event, String path) {
        Stream<String> names = path.contains("*")
                ? event.fieldNames().stream()
                        .filter(name -> name.matches(path.replace(".", "\\.").replace("*", ".*")))
                : Stream.of(path);
        return names.flatMap(name -> event.field(name).values().stream())
                .map(FieldValue::raw)
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean any(List<Object> values, Test test, Event event) {
        return switch (test) {
            case Test.Exists e -> !values.isEmpty();
            case Test.IsNull n -> values.stream().allMatch(value -> value.equals(""));
            case Test.SameAs same ->
                values.stream().anyMatch(mine -> values(event, same.other().text()).stream()
                        .anyMatch(other -> related(fold(mine, same.cased()), fold(other, same.cased()), same)));
            default -> values.stream().anyMatch(value -> holds(value, test));
        };
    }

    private static boolean related(String mine, String other, Test.SameAs same) {
        return switch (same.relation()) {
            case EQUAL -> mine.equals(other);
            case STARTS_WITH -> mine.startsWith(other);
            case ENDS_WITH -> mine.endsWith(other);
            case INCLUDES -> mine.contains(other);
        };
    }

    private static boolean holds(Object value, Test test) {
        return switch (test) {
            case Test.Is is -> anyText(is.texts(), value, is.cased(), text -> text::equals);
            case Test.StartsWith start -> anyText(start.texts(), value, start.cased(), text -> v -> v.startsWith(text));
            case Test.EndsWith end -> anyText(end.texts(), value, end.cased(), text -> v -> v.endsWith(text));
            case Test.Includes in -> anyText(in.texts(), value, in.cased(), text -> v -> v.contains(text));
            case Test.HasWords words ->
                words.phrases().stream().anyMatch(phrase -> Pattern.compile(
                                phrase(phrase), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(value.toString())
                        .find());
            case Test.Like like ->
                like.globs().stream().anyMatch(glob -> Pattern.compile(
                                glob(glob), Pattern.DOTALL | (like.cased() ? 0 : Pattern.CASE_INSENSITIVE))
                        .matcher(value.toString())
                        .matches());
            case Test.Regex regex ->
                regex.expressions().stream()
                        .map(expression -> Pattern.compile(
                                        expression,
                                        (regex.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0)
                                                | (regex.multiLine() ? Pattern.MULTILINE : 0)
                                                | (regex.dotAll() ? Pattern.DOTALL : 0))
                                .matcher(value.toString()))
                        .anyMatch(matcher -> regex.wholeValue() ? matcher.matches() : matcher.find());
            case Test.InSubnet subnet ->
                subnet.networks().stream().anyMatch(network -> inNetwork(value.toString(), network));
            case Test.Compare compare -> {
                BigDecimal number = number(value);
                yield number != null && compared(number.compareTo(compare.bound()), compare.comparison());
            }
            case Test.CompareText compare -> compared(order(value.toString(), compare.bound()), compare.comparison());
            case Test.Exists e -> true;
            case Test.IsNull n -> value.equals("");
            case Test.SameAs s -> throw new IllegalStateException("needs the event");
            case Test.TimePart p -> throw new UnsupportedOperationException("no dialect but Sigma has it");
        };
    }

    private static boolean anyText(
            List<String> texts,
            Object value,
            boolean cased,
            java.util.function.Function<String, Predicate<String>> relation) {
        return texts.stream().anyMatch(text -> relation.apply(fold(text, cased)).test(fold(value, cased)));
    }

    private static String fold(Object value, boolean cased) {
        return cased
                ? value.toString()
                : value.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Good enough for words of letters, digits and underscores; dots between letters belong to a word. */
    private static String phrase(String phrase) {
        String words = Stream.of(phrase.split("[^\\p{L}\\p{N}_*.:']+"))
                .filter(word -> !word.isEmpty())
                .map(word -> Pattern.quote(word).replace("*", "\\E[\\p{L}\\p{N}_.]*\\Q"))
                .reduce((a, b) -> a + "[^\\p{L}\\p{N}_]+" + b)
                .orElse("(?!)");
        return "(?<![\\p{L}\\p{N}_])(?<![\\p{L}][.:'])" + words + "(?![\\p{L}\\p{N}_])(?![.:'][\\p{L}])";
    }

    private static String glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\' && i + 1 < glob.length() && "*?\\".indexOf(glob.charAt(i + 1)) >= 0) {
                regex.append(Pattern.quote(glob.substring(++i, i + 1)));
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private static boolean compared(int sign, Comparison comparison) {
        return switch (comparison) {
            case GREATER -> sign > 0;
            case AT_LEAST -> sign >= 0;
            case LESS -> sign < 0;
            case AT_MOST -> sign <= 0;
            case EQUAL -> sign == 0;
            case NOT_EQUAL -> sign != 0;
        };
    }

    private static @org.jspecify.annotations.Nullable BigDecimal number(Object value) {
        try {
            return value instanceof Boolean ? null : new BigDecimal(value.toString());
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static int order(String value, String bound) {
        try {
            return Instant.parse(value).compareTo(Instant.parse(bound));
        } catch (java.time.DateTimeException notTimes) {
            return value.compareTo(bound);
        }
    }

    private static boolean inNetwork(String value, String network) {
        if (!value.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return false;
        }
        try {
            int slash = network.indexOf('/');
            byte[] address = InetAddress.getByName(value).getAddress();
            byte[] base = InetAddress.getByName(network.substring(0, slash)).getAddress();
            List<Boolean> bits = bits(base).subList(0, Integer.parseInt(network.substring(slash + 1)));
            return address.length == base.length
                    && bits(address).subList(0, bits.size()).equals(bits);
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private static List<Boolean> bits(byte[] address) {
        List<Boolean> bits = new ArrayList<>();
        for (byte octet : address) {
            for (int bit = 7; bit >= 0; bit--) {
                bits.add((octet >> bit & 1) == 1);
            }
        }
        return bits;
    }
}
