package io.tripline.translate;

import io.tripline.problem.SourceText;

/**
 * A rule's text and where it stands.
 *
 * @param relative path below the folder that was given, with slashes: the DRL gets the same, with another ending
 * @param text named as the user named it, for problems
 */
public record RuleSource(String relative, SourceText text) {

    /** The path of the DRL file that belongs to it. */
    public String drlFile() {
        return stem() + ".drl";
    }

    /** The path without its ending. */
    String stem() {
        int dot = relative.lastIndexOf('.');
        return dot > relative.lastIndexOf('/') + 1 ? relative.substring(0, dot) : relative;
    }
}
