package io.tripline.dialect;

import io.tripline.problem.SourceText;

/**
 * A part of a file that is translated alone: one rule of several.
 *
 * @param name what tells it from the others of its file, good for a file's name; empty where the file is one part
 * @param text the whole file's where it is one part; else all other lines of it are empty, so that places are those of the file
 */
public record FilePart(String name, SourceText text) {}
