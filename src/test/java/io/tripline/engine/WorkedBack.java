package io.tripline.engine;

import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.event.Derivation;
import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import io.tripline.event.Origin;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** From what a subject should be back to the fields that it is worked out of, as far as that can be said. */
final class WorkedBack {

    private final Map<String, Object> fields;
    private final BiConsumer<Subject, Object> set;

    /**
     * @param fields what is set already
     * @param set sets a field, or works back from another subject
     */
    WorkedBack(Map<String, Object> fields, BiConsumer<Subject, Object> set) {
        this.fields = fields;
        this.set = set;
    }

    void set(Subject.Derived derived, Object wanted) {
        Subject of = derived.of();
        List<Subject> with = derived.arguments();
        with.stream().filter(argument -> !argument.fields().isEmpty()).forEach(argument -> {
            if (worth(argument) == null && derived.derivation() != Derivation.CONCAT) {
                set.accept(argument, of(derived.derivation()));
            }
        });
        switch (derived.derivation()) {
            case LENGTH -> set.accept(of, "x".repeat(Math.clamp(number(wanted).longValue(), 0, 200)));
            case STRING -> set.accept(of, wanted);
            case NUMBER ->
                set.accept(
                        of,
                        with.isEmpty()
                                ? wanted
                                : number(wanted)
                                        .toBigInteger()
                                        .toString(number(with.getFirst()).intValue()));
            case SUBSTRING -> {
                int from = number(with.getFirst()).intValue();
                set.accept(of, "x".repeat(Math.max(from, 0)) + wanted + (with.size() == 2 && from >= 0 ? "xxxx" : ""));
            }
            case BETWEEN, BETWEEN_IGNORE_CASE, BETWEEN_GREEDY, BETWEEN_GREEDY_IGNORE_CASE ->
                set.accept(of, text(with.getFirst()) + wanted + text(with.getLast()));
            case INDEX_OF, INDEX_OF_IGNORE_CASE ->
                set.accept(of, "~".repeat(Math.clamp(number(wanted).longValue(), 0, 200)) + text(with.getFirst()));
            case CONCAT -> concat(derived.inputs(), wanted.toString());
            case PLUS -> other(of, with.getFirst(), number(wanted), BigDecimal::subtract, BigDecimal::subtract);
            case MINUS ->
                other(of, with.getFirst(), number(wanted), BigDecimal::add, (want, first) -> first.subtract(want));
            case TIMES -> other(of, with.getFirst(), number(wanted), WorkedBack::quotient, WorkedBack::quotient);
            case DIVIDED_BY ->
                other(
                        of,
                        with.getFirst(),
                        number(wanted),
                        BigDecimal::multiply,
                        (want, first) -> want.signum() == 0 ? new BigDecimal(1000) : quotient(first, want));
            case MODULO -> set.accept(of, number(wanted));
            case MINUTE, HOUR, DAY, WEEK, MONTH, YEAR -> set.accept(of, "2026-01-02T05:05:00Z");
        }
    }

    private static Object of(Derivation derivation) {
        return switch (derivation) {
            case PLUS, MINUS, TIMES, DIVIDED_BY, MODULO, SUBSTRING -> 5;
            default -> "abcdefg.dll";
        };
    }

    private interface Inverse {
        BigDecimal of(BigDecimal wanted, BigDecimal known);
    }

    /** One side is known: from it and the wanted result to the other. */
    private void other(Subject left, Subject right, BigDecimal wanted, Inverse first, Inverse second) {
        if (left.fields().isEmpty()) {
            set.accept(right, second.of(wanted, number(left)));
        } else {
            set.accept(left, first.of(wanted, number(right)));
        }
    }

    private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
        return b.signum() == 0 ? a : a.divide(b, 6, RoundingMode.UP);
    }

    /** A field takes what stands in front of the constant behind it; the last takes the rest. */
    private void concat(List<Subject> inputs, String wanted) {
        String rest = wanted;
        for (int i = 0; i < inputs.size(); i++) {
            Subject input = inputs.get(i);
            if (input.fields().isEmpty()) {
                rest = rest.substring(Math.min(rest.length(), text(input).length()));
                continue;
            }
            int end = i + 1 < inputs.size() && inputs.get(i + 1).fields().isEmpty()
                    ? rest.indexOf(text(inputs.get(i + 1)))
                    : -1;
            String part = end < 0 ? rest : rest.substring(0, end);
            set.accept(input, part);
            rest = rest.substring(part.length());
        }
    }

    /** What it is for the fields that are set; null where it is nothing. */
    Object worth(Subject subject) {
        List<FieldValue> values = subject.in(Event.of("", 0, Origin.UNKNOWN, new HashMap<>(fields)))
                .values();
        return values.isEmpty() ? null : values.getLast().raw();
    }

    private BigDecimal number(Subject subject) {
        return number(worth(subject));
    }

    private String text(Subject subject) {
        return String.valueOf(worth(subject));
    }

    private static BigDecimal number(Object value) {
        try {
            return new BigDecimal(String.valueOf(value));
        } catch (NumberFormatException none) {
            return BigDecimal.TEN;
        }
    }
}
