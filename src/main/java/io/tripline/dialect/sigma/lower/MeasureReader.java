package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.sigma.read.SigmaCorrelation;
import io.tripline.dialect.sigma.read.SigmaCorrelation.Type;
import io.tripline.dialect.sigma.value.Figures;
import io.tripline.dialect.sigma.value.Parameters;
import io.tripline.event.FieldPath;
import io.tripline.problem.Problems;
import io.tripline.rule.Measure;
import io.tripline.yaml.Yaml.Scalar;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a correlation measures: its type, its field, its percentile. */
final class MeasureReader {

    private static final double HALF = 50;

    private final Problems findings;
    private final Parameters parameters;

    MeasureReader(Problems findings, Parameters parameters) {
        this.findings = findings;
        this.parameters = parameters;
    }

    /** Null after an error, and for temporal correlations, which measure nothing. */
    @Nullable
    Measure measure(SigmaCorrelation correlation) {
        List<FieldPath> fields =
                Paths.of(correlation.fields().stream().map(Scalar::text).toList());
        Type type = correlation.type();
        if (type == Type.EVENT_COUNT) {
            correlation
                    .fields()
                    .forEach(field -> findings.note(
                            field.place(), "'field' means nothing to event_count: it counts events", null));
            return new Measure.EventCount();
        }
        if (type.isTemporal()) {
            return null;
        }
        if (fields.isEmpty()) {
            findings.error(correlation.place(), type.word() + " needs a field", "write field: below condition:");
            return null;
        }
        if (type == Type.VALUE_COUNT) {
            return new Measure.ValueCount(fields);
        }
        if (fields.size() > 1) {
            findings.error(correlation.fields().get(1).place(), type.word() + " takes one field", null);
            return null;
        }
        return ofNumbers(correlation, fields.getFirst());
    }

    private @Nullable Measure ofNumbers(SigmaCorrelation correlation, FieldPath field) {
        return switch (correlation.type()) {
            case VALUE_SUM -> new Measure.Sum(field);
            case VALUE_AVG -> new Measure.Average(field);
            case VALUE_MEDIAN -> new Measure.Percentile(field, HALF);
            case VALUE_PERCENTILE -> percentile(correlation, field);
            case EVENT_COUNT, VALUE_COUNT, TEMPORAL, TEMPORAL_ORDERED -> null;
        };
    }

    private @Nullable Measure percentile(SigmaCorrelation correlation, FieldPath field) {
        Scalar written = correlation.percentile();
        if (written == null) {
            findings.error(
                    correlation.place(),
                    "value_percentile needs a percentile",
                    "write percentile: 95 below condition:");
            return null;
        }
        BigDecimal percent = new Figures(parameters, findings).number(written);
        if (percent == null) {
            return null;
        }
        if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            findings.error(written.place(), "a percentile is from 0 to 100", null);
            return null;
        }
        return new Measure.Percentile(field, percent.doubleValue());
    }
}
