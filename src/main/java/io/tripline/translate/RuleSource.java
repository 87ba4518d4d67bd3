package io.tripline.translate;

import io.tripline.dialect.FilePart;
import io.tripline.problem.SourceText;

/**
 * A rule's text and where it stands.
 *
 * @param relative path below the folder that was given, with slashes: the DRL gets the same, with another ending. Of a part of a file a
 *     path of its own, in a folder named like the file
 * @param text named as the user named it, for problems
 * @param part whether it is one rule of a file of several
 */
public record RuleSource(String relative, SourceText text, boolean part) {

    /** A whole file. */
    public RuleSource(String relative, SourceText text) {
        this(relative, text, false);
    }

    /** A part of it. */
    RuleSource part(FilePart part) {
        String ending = relative.substring(withoutEnding(relative).length());
        return part.name().isEmpty()
                ? new RuleSource(relative, part.text())
                : new RuleSource(stem() + "/" + part.name() + ending, part.text(), true);
    }

    /** The file's path below the folder that was given; of all its parts the same. */
    public String file() {
        if (!part) {
            return relative;
        }
        String folder = relative.substring(0, relative.lastIndexOf('/'));
        return folder + relative.substring(stem().length());
    }

    /** As the user named it, and which part. */
    public String shown() {
        return part ? text.file() + "#" + partName() : text.file();
    }

    private String partName() {
        return stem().substring(stem().lastIndexOf('/') + 1);
    }

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
        String stem = withoutEnding(text.file());
        return part ? stem + "/" + partName() : stem;
    }

    private static String withoutEnding(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }
}
