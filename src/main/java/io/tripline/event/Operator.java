package io.tripline.event;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import inet.ipaddr.IPAddress;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The operators on the values of a field, by the name of their method in {@link FieldValues}. {@link #test} prepares the
 * arguments once (folding, compiling), so that a closure costs no more than the comparison.
 */
public enum Operator {
    IS("is", args -> new Equality(args, false)),
    IS_IGNORE_CASE("isIgnoreCase", args -> new Equality(args, true)),
    STARTS_WITH("startsWith", args -> anyText(args, false, String::startsWith)),
    STARTS_WITH_IGNORE_CASE("startsWithIgnoreCase", args -> anyText(args, true, String::startsWith)),
    ENDS_WITH("endsWith", args -> anyText(args, false, String::endsWith)),
    ENDS_WITH_IGNORE_CASE("endsWithIgnoreCase", args -> anyText(args, true, String::endsWith)),
    INCLUDES("includes", args -> anyText(args, false, String::contains)),
    INCLUDES_IGNORE_CASE("includesIgnoreCase", args -> anyText(args, true, String::contains)),
    /** Elasticsearch's analysed text: the words of a phrase next to each other, without case. */
    HAS_WORDS("hasWords", Operator::hasWords),
    LIKE("like", args -> like(args, false)),
    LIKE_IGNORE_CASE("likeIgnoreCase", args -> like(args, true)),
    /** Finds an RE2 expression somewhere in the text. */
    REGEX("regex", args -> regex(args, false)),
    /** The whole text is an RE2 expression. */
    REGEX_WHOLE("regexWhole", args -> regex(args, true)),
    IN_SUBNET("inSubnet", Operator::inSubnet),
    MORE_THAN("moreThan", new Order(sign -> sign > 0)),
    AT_LEAST("atLeast", new Order(sign -> sign >= 0)),
    LESS_THAN("lessThan", new Order(sign -> sign < 0)),
    AT_MOST("atMost", new Order(sign -> sign <= 0)),
    EQUAL_TO("equalTo", new Order(sign -> sign == 0)),
    NOT_EQUAL_TO("notEqualTo", new Order(sign -> sign != 0));

    private final String method;
    private final Preparation preparation;

    Operator(String method, Preparation preparation) {
        this.method = method;
        this.preparation = preparation;
    }

    /** The name of its method in {@link FieldValues}. */
    public String method() {
        return method;
    }

    public static @Nullable Operator ofMethod(String method) {
        for (Operator operator : values()) {
            if (operator.method.equals(method)) {
                return operator;
            }
        }
        return null;
    }

    /**
     * Prepares the test of one value.
     *
     * @param arguments Strings or Numbers
     * @throws IllegalArgumentException with a sentence for the rule's author if an argument cannot be used
     */
    public Predicate<FieldValue> test(List<?> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(method + "( ) needs an argument");
        }
        return preparation.prepare(arguments);
    }

    /** Whether it asks for an order, also that of two fields. */
    public boolean isComparison() {
        return preparation instanceof Order;
    }

    /**
     * Whether a value of one field is to one of another as asked.
     *
     * @throws IllegalStateException if it is no comparison
     */
    public boolean holds(FieldValues values, FieldValues bounds) {
        if (preparation instanceof Order(IntPredicate sign)) {
            return values.ordered(bounds, sign);
        }
        throw new IllegalStateException(method + " does not compare");
    }

    /** Whether the operator compares without case. */
    public boolean ignoresCase() {
        return method.endsWith("IgnoreCase");
    }

    private static Predicate<FieldValue> anyText(
            List<?> arguments, boolean ignoreCase, java.util.function.BiPredicate<String, String> relation) {
        String[] texts = texts(arguments, ignoreCase).distinct().toArray(String[]::new);
        return value -> {
            if (value.isNull()) {
                return false;
            }
            String text = ignoreCase ? value.folded() : value.text();
            for (String part : texts) {
                if (relation.test(text, part)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Predicate<FieldValue> hasWords(List<?> arguments) {
        Phrases phrases = Phrases.ofPhrases(arguments);
        return value -> !value.isNull() && phrases.foundIn(value.words());
    }

    private static Predicate<FieldValue> like(List<?> arguments, boolean ignoreCase) {
        Glob[] globs = texts(arguments, ignoreCase).distinct().map(Glob::of).toArray(Glob[]::new);
        return value -> {
            if (value.isNull()) {
                return false;
            }
            String text = ignoreCase ? value.folded() : value.text();
            for (Glob glob : globs) {
                if (glob.matches(text)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Predicate<FieldValue> regex(List<?> arguments, boolean whole) {
        Pattern[] patterns = new Pattern[arguments.size()];
        for (int i = 0; i < patterns.length; i++) {
            try {
                patterns[i] = Regex.compile(arguments.get(i).toString());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("this regular expression cannot be used: " + e.getMessage(), e);
            }
        }
        return value -> {
            if (value.isNull()) {
                return false;
            }
            for (Pattern pattern : patterns) {
                Matcher matcher = pattern.matcher(value.text());
                if (whole ? matcher.matches() : matcher.find()) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Predicate<FieldValue> inSubnet(List<?> arguments) {
        List<Network> networks = arguments.stream()
                .map(argument -> Network.of(argument.toString()))
                .toList();
        return value -> {
            IPAddress address = value.address();
            return address != null && networks.stream().anyMatch(network -> network.contains(address));
        };
    }

    private static Predicate<FieldValue> compare(List<?> arguments, IntPredicate sign) {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException("a comparison takes one argument, not " + arguments.size());
        }
        return arguments.getFirst() instanceof Number number
                ? compareNumber(Decimal.of(number), sign)
                : compareText(arguments.getFirst().toString(), sign);
    }

    private static Predicate<FieldValue> compareNumber(BigDecimal bound, IntPredicate sign) {
        return value -> {
            BigDecimal number = value.number();
            return number != null && sign.test(number.compareTo(bound));
        };
    }

    private static Predicate<FieldValue> compareText(String bound, IntPredicate sign) {
        FieldValue boundValue = new FieldValue(bound);
        var boundInstant = boundValue.instant();
        return value -> {
            if (value.isNull()) {
                return false;
            }
            var instant = boundInstant == null ? null : value.instant();
            return sign.test(
                    boundInstant != null && instant != null
                            ? instant.compareTo(boundInstant)
                            : value.text().compareTo(bound));
        };
    }

    private static java.util.stream.Stream<String> texts(List<?> arguments, boolean ignoreCase) {
        return arguments.stream().map(Object::toString).map(text -> ignoreCase ? CaseFolding.fold(text) : text);
    }

    private interface Preparation {
        Predicate<FieldValue> prepare(List<?> arguments);
    }

    /** @param sign of the order of a value against the bound */
    private record Order(IntPredicate sign) implements Preparation {
        @Override
        public Predicate<FieldValue> prepare(List<?> arguments) {
            return compare(arguments, sign);
        }
    }
}
