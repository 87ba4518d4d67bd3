package io.tripline.rule;

import io.tripline.rule.Subject.Function;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What functions make of values, a second time. */
final class Worked {

    private Worked() {}

    /** Null where nothing comes of it. */
    static @Nullable Object out(Function function, boolean cased, List<Object> inputs) {
        String text = ReferenceInterpreter.text(inputs.getFirst());
        return switch (function) {
            case LENGTH -> BigDecimal.valueOf(text.length());
            case STRING -> text;
            case CONCAT -> inputs.stream().map(ReferenceInterpreter::text).collect(Collectors.joining());
            case SUBSTRING -> slice(text, inputs);
            case BETWEEN -> between(text, inputs, ".*?", cased);
            case BETWEEN_GREEDY -> between(text, inputs, ".*", cased);
            case INDEX_OF -> index(text, inputs, cased);
            case NUMBER -> spelled(inputs.getFirst(), text, inputs);
            case PLUS, MINUS, TIMES, DIVIDED_BY, MODULO ->
                reckoned(function, number(inputs.getFirst()), number(inputs.getLast()));
        };
    }

    private static @Nullable BigDecimal number(Object value) {
        return switch (value) {
            case Boolean bool -> null;
            case Number number -> new BigDecimal(number.toString());
            default -> ReferenceInterpreter.number(value.toString());
        };
    }

    private static @Nullable String slice(String text, List<Object> inputs) {
        BigDecimal from = number(inputs.get(1));
        BigDecimal to = inputs.size() == 2 ? BigDecimal.valueOf(text.length()) : number(inputs.get(2));
        if (from == null || to == null) {
            return null;
        }
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (!isBefore(i, from, text) && isBefore(i, to, text)) {
                part.append(text.charAt(i));
            }
        }
        return part.toString();
    }

    private static boolean isBefore(int at, BigDecimal place, String text) {
        BigInteger whole = place.toBigInteger();
        return BigInteger.valueOf(at)
                        .compareTo(whole.signum() < 0 ? whole.add(BigInteger.valueOf(text.length())) : whole)
                < 0;
    }

    private static @Nullable String between(String text, List<Object> inputs, String middle, boolean cased) {
        String left = ReferenceInterpreter.fold(ReferenceInterpreter.text(inputs.get(1)), cased);
        String right = ReferenceInterpreter.fold(ReferenceInterpreter.text(inputs.get(2)), cased);
        if (left.isEmpty() || right.isEmpty()) {
            return text;
        }
        String searched = ReferenceInterpreter.fold(text, cased);
        Matcher found = Pattern.compile(Pattern.quote(left) + "(" + middle + ")" + Pattern.quote(right), Pattern.DOTALL)
                .matcher(searched);
        if (found.find() && found.start() == searched.indexOf(left)) {
            return text.substring(found.start(1), found.end(1));
        }
        // the last of the right may lie in front of what is left of it
        boolean crossed = middle.equals(".*") && searched.contains(left) && searched.contains(right);
        return crossed ? null : "";
    }

    private static @Nullable BigDecimal index(String text, List<Object> inputs, boolean cased) {
        BigDecimal from = inputs.size() == 2 ? BigDecimal.ZERO : number(inputs.get(2));
        if (from == null) {
            return null;
        }
        String searched = ReferenceInterpreter.fold(text, cased);
        String part = ReferenceInterpreter.fold(ReferenceInterpreter.text(inputs.get(1)), cased);
        BigInteger first = from.toBigInteger();
        for (int i = 0; i + part.length() <= searched.length(); i++) {
            boolean isBehind = BigInteger.valueOf(i).compareTo(first) >= 0;
            if (isBehind && searched.startsWith(part, i)) {
                return BigDecimal.valueOf(i);
            }
        }
        return part.isEmpty() ? BigDecimal.valueOf(text.length()) : null;
    }

    private static @Nullable BigDecimal spelled(Object value, String text, List<Object> inputs) {
        boolean hexadecimal = text.startsWith("0x");
        BigDecimal base = inputs.size() == 2 ? number(inputs.get(1)) : new BigDecimal(hexadecimal ? 16 : 10);
        if (base == null || base.compareTo(BigDecimal.TEN) == 0) {
            return base == null ? null : number(value);
        }
        try {
            String digits = hexadecimal && base.compareTo(new BigDecimal(16)) == 0 ? text.substring(2) : text;
            return digits.matches("[+-]?[0-9a-zA-Z]+")
                    ? new BigDecimal(Long.parseLong(digits, base.intValueExact()))
                    : null;
        } catch (ArithmeticException | NumberFormatException none) {
            return null;
        }
    }

    private static @Nullable BigDecimal reckoned(Function function, @Nullable BigDecimal a, @Nullable BigDecimal b) {
        if (a == null || b == null) {
            return null;
        }
        MathContext digits = new MathContext(34, RoundingMode.HALF_EVEN);
        boolean whole = a.scale() <= 0 && b.scale() <= 0;
        return switch (function) {
            case PLUS -> a.add(b).round(digits);
            case MINUS -> a.subtract(b).round(digits);
            case TIMES -> a.multiply(b).round(digits);
            case DIVIDED_BY ->
                b.signum() == 0
                        ? null
                        : whole
                                ? new BigDecimal(a.toBigInteger().divide(b.toBigInteger()))
                                : pointed(a.divide(b, digits));
            case MODULO ->
                b.signum() == 0
                        ? null
                        : a.subtract(
                                b.multiply(a.divide(b, 500, RoundingMode.DOWN).setScale(0, RoundingMode.DOWN)));
            case LENGTH, SUBSTRING, BETWEEN, BETWEEN_GREEDY, INDEX_OF, CONCAT, STRING, NUMBER ->
                throw new IllegalArgumentException(function + " is no arithmetic");
        };
    }

    private static BigDecimal pointed(BigDecimal number) {
        return number.scale() <= 0 ? number.setScale(1) : number;
    }
}
