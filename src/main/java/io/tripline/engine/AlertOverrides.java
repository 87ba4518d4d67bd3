package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import io.tripline.alert.Levels;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.event.Decimal;
import io.tripline.event.Event;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an alert takes from its events in place of what its rule says, by the rule's annotations:
 *
 * <pre>
 * {@literal @}titleFrom( "message" )                          a text
 * {@literal @}levelFrom( "event.severity = 73: high", … )     the highest level whose value the field has
 * {@literal @}riskScoreFrom( "event.risk_score" )             the highest of numbers from 0 to 100
 * </pre>
 *
 * Of a single event its own fields are asked; of several the group, and what all of them have alike.
 */
final class AlertOverrides {

    /** The name of the value that an alert shows where its risk is not the rule's. */
    static final String RISK_SCORE = "riskScore";

    private static final BigDecimal MOST = BigDecimal.valueOf(100);

    private final RuleOutline rule;
    private final Finding finding;
    private final @Nullable Event event;

    /** @param event the single one; null where there are several */
    AlertOverrides(RuleOutline rule, Finding finding, @Nullable Event event) {
        this.rule = rule;
        this.finding = finding;
        this.event = event;
    }

    Alert.RuleInfo info(Alert.RuleInfo own) {
        String title = title();
        String level = level();
        return title == null && level == null
                ? own
                : new Alert.RuleInfo(
                        own.id(),
                        title == null ? own.title() : title,
                        level == null ? own.level() : level,
                        own.source(),
                        own.tags());
    }

    private @Nullable String title() {
        String path = rule.first("titleFrom");
        List<Object> values = path == null ? List.of() : values(path);
        return values.size() == 1 && values.getFirst() instanceof String text && !text.isBlank()
                ? AlertFactory.shown(text)
                : null;
    }

    private @Nullable String level() {
        int highest = -1;
        for (String written : rule.all("levelFrom")) {
            int equals = written.indexOf(" = ");
            int colon = written.lastIndexOf(": ");
            if (equals > 0 && colon > equals) {
                String value = written.substring(equals + 3, colon);
                int level = Levels.ALL.indexOf(written.substring(colon + 2).strip());
                if (level > highest
                        && values(written.substring(0, equals)).stream().anyMatch(one -> is(one, value))) {
                    highest = level;
                }
            }
        }
        return highest < 0 ? null : Levels.ALL.get(highest);
    }

    private static boolean is(Object value, String wanted) {
        BigDecimal other = value instanceof Number ? Decimal.parse(wanted) : null;
        BigDecimal number = other == null ? null : number(value);
        return number == null ? wanted.equals(value.toString()) : number.compareTo(other) == 0;
    }

    private static @Nullable BigDecimal number(Object value) {
        return Decimal.parse(value.toString());
    }

    /** The finding, with the risk among its values where that is not the rule's. */
    Finding finding() {
        String path = rule.first("riskScoreFrom");
        List<Object> values = path == null ? List.of() : values(path);
        return values.stream()
                .map(AlertOverrides::number)
                .filter(Objects::nonNull)
                .filter(number -> number.signum() >= 0 && number.compareTo(MOST) <= 0)
                .max(BigDecimal::compareTo)
                .map(number -> finding.showing(RISK_SCORE, scalar(number)))
                .orElse(finding);
    }

    private static Object scalar(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 ? (Object) number.intValue() : (Object) number.doubleValue();
    }

    private List<Object> values(String path) {
        if (event != null) {
            return scalars(event.get(path));
        }
        String group = finding.group().asMap().get(path);
        if (group != null) {
            return List.of(group);
        }
        List<List<Object>> each = finding.events().stream()
                .map(evidence -> scalars(evidence.fields().get(path)))
                .distinct()
                .toList();
        return each.size() == 1 ? each.getFirst() : List.of();
    }

    private static List<Object> scalars(@Nullable Object value) {
        List<?> all = value instanceof List<?> many ? many : value == null ? List.of() : List.of(value);
        List<Object> scalars = new ArrayList<>();
        for (Object scalar : all) {
            if (scalar != null) {
                scalars.add(scalar);
            }
        }
        return scalars;
    }
}
