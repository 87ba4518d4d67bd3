package io.tripline.ingest;

import io.tripline.event.CaseFolding;
import io.tripline.event.Document;
import io.tripline.event.Glob;
import org.jspecify.annotations.Nullable;

/**
 * One sign by which a format is recognised: {@code field} (it is there), {@code field=text} or {@code field=te*t} (without
 * case).
 *
 * @param value folded; null where the field need only be there
 */
record FieldTerm(
        SourcePath field, @Nullable String value, @Nullable Glob glob) {

    static FieldTerm of(String source) {
        int equals = source.indexOf('=');
        if (equals < 0) {
            return new FieldTerm(SourcePath.of(source.strip()), null, null);
        }
        String value = CaseFolding.fold(source.substring(equals + 1).strip());
        return new FieldTerm(
                SourcePath.of(source.substring(0, equals).strip()),
                value,
                value.indexOf('*') < 0 ? null : Glob.of(value));
    }

    boolean holds(Document event) {
        if (value == null) {
            return field.isIn(event);
        }
        String folded = field.folded(event);
        if (folded == null) {
            return false;
        }
        return glob == null ? folded.equals(value) : glob.matches(folded);
    }
}
