package io.tripline.dialect.sigma.read;

import io.tripline.dialect.sigma.read.Detections.Aggregation;
import io.tripline.dialect.sigma.value.ModifierChain;
import io.tripline.problem.Problems;
import io.tripline.rule.Comparison;
import io.tripline.yaml.Yaml.Scalar;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an old rule counts after the {@code |} of its condition. Sigma specification 1.0, "Aggregation expression":
 * {@code count(field) by group > 10}; also {@code sum} and {@code avg}.
 */
final class AggregationParser {

    private final Scalar scalar;
    private final Problems findings;
    private final String text;
    private int at;

    /** @param start the first character after the {@code |} */
    AggregationParser(Scalar scalar, int start, Problems findings) {
        this.scalar = scalar;
        this.findings = findings;
        this.text = scalar.text();
        this.at = start;
    }

    /** Null after an error. */
    @Nullable
    Aggregation parse() {
        skipBlanks();
        int start = at;
        String function = word().toLowerCase(Locale.ROOT);
        if (function.equals("near")) {
            return refuse(start, 4, "'near' is not supported", "write a correlation of type temporal");
        }
        skipBlanks();
        if (!accept("(")) {
            return refuse(
                    start,
                    Math.max(1, function.length()),
                    "'" + function + "' is no aggregation",
                    "for example count(field) by group > 10");
        }
        int close = text.indexOf(')', at);
        if (close < 0) {
            return refuse(at - 1, 1, "the parenthesis is not closed", null);
        }
        String field = text.substring(at, close).strip();
        at = close + 1;
        skipBlanks();
        String groupBy = by();
        skipBlanks();
        Comparison comparison = comparison();
        skipBlanks();
        int numberStart = at;
        BigDecimal bound = ModifierChain.number(text.substring(at).strip());
        if (comparison == null || bound == null) {
            return refuse(
                    numberStart,
                    Math.max(1, text.length() - numberStart),
                    "an aggregation ends with a comparison and a number",
                    "for example > 10");
        }
        if (!function.equals("count") && (!function.equals("sum") && !function.equals("avg") || field.isEmpty())) {
            return refuse(
                    start,
                    function.length(),
                    "the aggregation '" + function + "(" + field + ")' is not supported",
                    "count, count(field), sum(field) and avg(field) are");
        }
        return new Aggregation(
                function,
                field.isEmpty() ? null : field,
                groupBy,
                comparison,
                bound,
                scalar.at(start, text.length() - start));
    }

    private @Nullable String by() {
        if (!text.regionMatches(true, at, "by", 0, 2) || at + 2 >= text.length() || text.charAt(at + 2) > ' ') {
            return null;
        }
        at += 2;
        int start = at;
        while (at < text.length() && "<>=".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private @Nullable Comparison comparison() {
        if (accept(">=")) {
            return Comparison.AT_LEAST;
        }
        if (accept("<=")) {
            return Comparison.AT_MOST;
        }
        if (accept(">")) {
            return Comparison.GREATER;
        }
        if (accept("<")) {
            return Comparison.LESS;
        }
        return accept("==") || accept("=") ? Comparison.EQUAL : null;
    }

    private String word() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean accept(String symbol) {
        if (!text.startsWith(symbol, at)) {
            return false;
        }
        at += symbol.length();
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private @Nullable Aggregation refuse(int start, int length, String message, @Nullable String wayOut) {
        findings.error(scalar.at(start, length), message, wayOut);
        return null;
    }
}
