package io.tripline.dialect.sigma;

import io.tripline.problem.SourceText;
import io.tripline.rule.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One document of a Sigma file, in the specification's own words. */
sealed interface SigmaDocument permits SigmaRule, SigmaCorrelation, SigmaFilter {

    Header header();

    /**
     * What all kinds of documents say of themselves.
     *
     * @param id as written, or name-based where there is none
     * @param ownId whether the document writes an id itself
     * @param name for references, null where there is none
     * @param title on one line
     * @param place of the title, or of the document
     * @param parameters defaults of placeholders that the document states itself
     */
    record Header(
            SourceText source,
            String id,
            boolean ownId,
            @Nullable String name,
            String title,
            Place place,
            Metadata metadata,
            List<DeclaredParameter> parameters) {
        public Header {
            parameters = List.copyOf(parameters);
        }

        /** What a person calls the document. */
        String label() {
            return name == null ? title : name;
        }
    }
}
