package io.tripline.dialect.sigma.read;

import io.tripline.dialect.sigma.value.DeclaredParameter;
import io.tripline.problem.Place;
import io.tripline.problem.SourceText;
import io.tripline.rule.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One document of a Sigma file, in the specification's own words. */
public sealed interface SigmaDocument permits SigmaRule, SigmaCorrelation, SigmaFilter {

    Header header();

    /** The same document with another header. */
    default SigmaDocument with(Header other) {
        return switch (this) {
            case SigmaRule rule -> new SigmaRule(other, rule.logSource(), rule.detections(), rule.splunk());
            case SigmaFilter filter -> new SigmaFilter(other, filter.logSource(), filter.rules(), filter.detections());
            case SigmaCorrelation correlation -> correlation.ownHeader(other);
        };
    }

    /**
     * What all kinds of documents say of themselves.
     *
     * @param id as written, or name-based where there is none
     * @param ownId whether the document writes an id itself
     * @param name for references, null where there is none
     * @param title on one line
     * @param place of the title, or of the document
     * @param parameters defaults of placeholders that the document states itself
     * @param restrictions what bears on alerting and is not taken from the document
     */
    record Header(
            SourceText source,
            String id,
            boolean ownId,
            @Nullable String name,
            String title,
            Place place,
            Metadata metadata,
            List<DeclaredParameter> parameters,
            List<String> restrictions) {
        public Header {
            parameters = List.copyOf(parameters);
            restrictions = List.copyOf(restrictions);
        }

        Header with(String otherId, List<String> otherRestrictions) {
            return new Header(source, otherId, ownId, name, title, place, metadata, parameters, otherRestrictions);
        }

        /** What a person calls the document. */
        public String label() {
            return name == null ? title : name;
        }
    }
}
