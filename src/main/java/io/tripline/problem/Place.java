package io.tripline.problem;

/**
 * Where something stands in a text.
 *
 * @param line 1-based; 0 for the whole text
 * @param column 1-based, in UTF-16 units; 0 for the whole line
 * @param length in UTF-16 units
 */
public record Place(int line, int column, int length) {

    public static final Place WHOLE_FILE = new Place(0, 0, 1);
}
