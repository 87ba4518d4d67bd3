package io.tripline.dialect.sigma.value;

import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.yaml.Yaml.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers and times of a correlation, in which a parameter may stand: <code>{limit}</code>, <code>{minutes}m</code>. */
public final class Figures {

    /** The window of an aggregation whose source names none; minutes. */
    public static final String DEFAULT_WINDOW = "default_window_in_minutes";

    private static final String AN_HOUR = "60";

    private final Parameters parameters;
    private final Problems findings;

    public Figures(Parameters parameters, Problems findings) {
        this.parameters = parameters;
        this.findings = findings;
    }

    /** Null after an error. */
    public @Nullable BigDecimal number(Scalar scalar) {
        String spelling = resolved(scalar.text().strip(), scalar.place());
        if (spelling == null) {
            return null;
        }
        BigDecimal number = ModifierChain.number(spelling);
        if (number == null) {
            findings.error(scalar.place(), "'" + spelling + "' is no number", "a number, or '{name_of_a_parameter}'");
        }
        return number;
    }

    /** Null after an error. */
    public @Nullable Duration timespan(Scalar scalar) {
        String written = scalar.text().strip();
        String unit = written.isEmpty() ? "" : written.substring(written.length() - 1);
        String number =
                resolved(written.substring(0, written.length() - unit.length()).strip(), scalar.place());
        if (number == null) {
            return null;
        }
        Duration timespan = Timespan.parse(number, unit);
        if (timespan == null) {
            findings.error(
                    scalar.place(),
                    "'" + written + "' is no timespan",
                    "a number and one of s, m, h, d, w, M, y, at most 10y; for 1h30 write 90m");
        }
        return timespan;
    }

    /** The window where the source names none. */
    public Duration defaultWindow(Place place) {
        List<String> shipped = parameters.values(DEFAULT_WINDOW, place);
        List<String> values = shipped == null ? parameters.valuesOr(DEFAULT_WINDOW, AN_HOUR, place) : shipped;
        Duration window = values == null ? null : Timespan.parse(values.getFirst(), "m");
        if (window == null) {
            parameters.complain(
                    DEFAULT_WINDOW, place, "the parameter '" + DEFAULT_WINDOW + "' is a number of minutes", null);
            return Duration.ofHours(1);
        }
        return window;
    }

    private @Nullable String resolved(String text, Place place) {
        if (!text.startsWith("{")) {
            return text;
        }
        String name = text.substring(1, text.endsWith("}") ? text.length() - 1 : text.length());
        List<String> values = parameters.values(name, place);
        if (values == null) {
            parameters.complainThatMissing(name, place);
            return null;
        }
        if (values.size() != 1) {
            parameters.complain(
                    name, place, "the parameter '" + name + "' takes one value here, not " + values.size(), null);
            return null;
        }
        return values.getFirst();
    }
}
