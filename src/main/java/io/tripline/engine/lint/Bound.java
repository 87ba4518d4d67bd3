package io.tripline.engine.lint;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison of an aggregate with a number.
 *
 * @param variable with its dollar sign
 * @param operator as in Java
 * @param text as written
 */
record Bound(String variable, String operator, BigDecimal number, String text) {

    private static final Pattern BOUND =
            Pattern.compile("(\\$\\w+)\\s*(>=|<=|==|!=|>|<)\\s*(-?\\d{1,40}(?:\\.\\d{1,40})?)[LlBbDdIi]?(?![\\w.])");

    /** All that are in a constraint, in the order of the text. */
    static List<Bound> of(String constraint) {
        List<Bound> bounds = new ArrayList<>();
        Matcher bound = BOUND.matcher(constraint);
        while (bound.find()) {
            bounds.add(new Bound(bound.group(1), bound.group(2), new BigDecimal(bound.group(3)), bound.group()));
        }
        return bounds;
    }

    /** As the header of a generated file has it. */
    String inWords() {
        String comparison =
                switch (operator) {
                    case ">" -> "more than ";
                    case ">=" -> "at least ";
                    case "<" -> "less than ";
                    case "<=" -> "at most ";
                    case "==" -> "exactly ";
                    default -> "other than ";
                };
        return comparison + number.toPlainString();
    }

    /** Of a number that is 0, 1, 2 …: whether the bound always holds. */
    boolean holdsForEveryCount() {
        return switch (operator) {
            case ">" -> number.signum() < 0;
            case ">=" -> number.signum() <= 0;
            case "!=" -> isNoCount();
            default -> false;
        };
    }

    /** Of a number that is 0, 1, 2 …: whether the bound never holds. */
    boolean holdsForNoCount() {
        return switch (operator) {
            case "<" -> number.signum() <= 0;
            case "<=" -> number.signum() < 0;
            case "==" -> isNoCount();
            default -> false;
        };
    }

    private boolean isNoCount() {
        return number.signum() < 0 || number.stripTrailingZeros().scale() > 0;
    }

    /** Whether no number is within both. */
    boolean excludes(Bound other) {
        return variable.equals(other.variable)
                && (isBelow() && other.isAbove() && !leavesRoom(other, this)
                        || isAbove() && other.isBelow() && !leavesRoom(this, other));
    }

    private static boolean leavesRoom(Bound lower, Bound upper) {
        int order = lower.number.compareTo(upper.number);
        return order < 0 || order == 0 && !lower.operator.equals(">") && !upper.operator.equals("<");
    }

    private boolean isAbove() {
        return operator.equals(">") || operator.equals(">=") || operator.equals("==");
    }

    private boolean isBelow() {
        return operator.equals("<") || operator.equals("<=") || operator.equals("==");
    }
}
