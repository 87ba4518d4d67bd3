package io.tripline.problem;

/**
 * Where something stands in a rule file.
 *
 * @param line 1-based; 0 where the whole file is meant
 * @param column 1-based, in UTF-16 units
 * @param length in UTF-16 units
 */
public record Place(int line, int column, int length) {

    /** The whole file. */
    public static final Place FILE = new Place(0, 0, 1);
}
