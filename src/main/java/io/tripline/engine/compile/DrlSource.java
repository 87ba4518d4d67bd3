package io.tripline.engine.compile;

/**
 * The text of one DRL file.
 *
 * @param file the name under which it is loaded, replaced and removed, and that problems show
 */
public record DrlSource(String file, String text) {}
