package io.tripline.dialect.elastic;

/**
 * Where something stands in a file.
 *
 * @param line 1-based; 0 for the whole file
 * @param column 1-based, in UTF-16 units; 0 for the whole line
 * @param length in UTF-16 units
 */
record Place(int line, int column, int length) {

    static final Place WHOLE_FILE = new Place(0, 0, 1);
}
