package io.tripline.dialect.elastic;

import io.tripline.problem.Place;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One table of a rule file, in TOML, or one object of it, in JSON. A value is a {@link String}, {@link Long}, {@link Double},
 * {@link Boolean}, {@link SourceTable} or {@link SourceList}, or an object of another class where the schema has none such.
 */
interface SourceTable {

    Set<String> keys();

    /** Null where the key is missing, or JSON's null. */
    @Nullable
    Object value(String key);

    /** Where the key stands; null where that is not known. */
    @Nullable
    Place placeOf(String key);

    /** The value with the place of each of its characters; null if it is no text. */
    @Nullable
    QueryText text(String key);

    /** A list of values. */
    interface SourceList {

        int size();

        Object get(int index);

        Place placeOf(int index);
    }
}
