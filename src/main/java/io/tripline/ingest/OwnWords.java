package io.tripline.ingest;

import io.tripline.event.CaseFolding;
import io.tripline.event.Document;
import io.tripline.event.Origin;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events that say in Sigma's own words which log they are from: {@code logsource.product} and its like, or {@code product},
 * {@code category} and {@code service} beside each other. Words of shops and services stand in such fields too, so they are
 * believed only where the formats know every one of them, and not a service alone.
 */
final class OwnWords {

    private static final SourcePath PRODUCT = SourcePath.of("product");
    private static final SourcePath CATEGORY = SourcePath.of("category");
    private static final SourcePath SERVICE = SourcePath.of("service");
    private static final SourcePath LOGSOURCE_PRODUCT = SourcePath.of("logsource.product");
    private static final SourcePath LOGSOURCE_CATEGORY = SourcePath.of("logsource.category");
    private static final SourcePath LOGSOURCE_SERVICE = SourcePath.of("logsource.service");

    /** Says nothing where it stands alone: half of all programs have such a part. */
    private static final String APPLICATION = "application";

    private OwnWords() {}

    /** @param recognised a format knows the event: its plain fields are that format's */
    static SaidLog of(Document event, boolean recognised, Origin.Vocabulary known) {
        if (LOGSOURCE_PRODUCT.isIn(event) || LOGSOURCE_CATEGORY.isIn(event)) {
            SaidLog said = believed(
                    LOGSOURCE_PRODUCT.scalar(event),
                    LOGSOURCE_CATEGORY.scalar(event),
                    LOGSOURCE_SERVICE.scalar(event),
                    known);
            if (!said.isNothing()) {
                return said;
            }
        }
        return recognised || !PRODUCT.isIn(event) && !CATEGORY.isIn(event)
                ? SaidLog.NOTHING
                : believed(text(event, PRODUCT), text(event, CATEGORY), text(event, SERVICE), known);
    }

    /** An object or a list is no word of Sigma's. */
    private static @Nullable String text(Document event, SourcePath field) {
        Object value = field.first(event);
        return value == null ? null : value instanceof String text ? text : "?";
    }

    private static SaidLog believed(
            @Nullable String product, @Nullable String category, @Nullable String service, Origin.Vocabulary known) {
        SaidLog said = new SaidLog(folded(product), folded(category), folded(service));
        boolean allKnown = isKnown(said.product(), known.products())
                && isKnown(said.category(), known.categories())
                && isKnown(said.service(), known.services());
        boolean alone = said.product() == null && (said.category() == null || APPLICATION.equals(said.category()));
        return allKnown && !alone ? said : SaidLog.NOTHING;
    }

    private static @Nullable String folded(@Nullable String word) {
        return word == null || word.isBlank() ? null : CaseFolding.fold(word.strip());
    }

    private static boolean isKnown(@Nullable String word, Set<String> known) {
        return word == null || known.contains(word) && !word.equals(Origin.NONE);
    }
}
