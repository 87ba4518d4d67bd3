package io.tripline.dialect.elastic.kql;

import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.event.FieldPath;

/** What a value of a query is compared with. */
sealed interface Target {

    record OneField(ElasticField field) implements Target {}

    /** All fields whose names match: taken for keywords, whatever they are. */
    record Pattern(FieldPath path) implements Target {}

    /** @param analysed free text, which also looks into the words of a value; {@code *: value} does not */
    record AnyField(boolean analysed) implements Target {}
}
