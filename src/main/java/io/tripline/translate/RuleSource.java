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
        return withoutEnding(relative);
    }

    /** The file as the user named it, without its ending: a source and its DRL have the same. */
    public String fileStem() {
        return withoutEnding(text.file());
    }

    private static String withoutEnding(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }
}
