package io.tripline.cli.rules;

import java.nio.file.Path;

/**
 * One file with rules.
 *
 * @param path where it is
 * @param name as the user would name it: the given path, with what is below it
 * @param below path below the rules folder, with slashes: package and streams are named after it
 */
public record RuleFile(Path path, String name, String below) {

    private static final String DRL = ".drl";

    /** Whether it is DRL already. */
    public boolean isDrl() {
        return name.endsWith(DRL);
    }

    /** The DRL file that belongs to a source. */
    public Path drl() {
        return path.resolveSibling(stem(String.valueOf(path.getFileName())) + DRL);
    }

    /** The same name, ending in {@code .drl}. */
    static String drlName(String name) {
        return stem(name) + DRL;
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }
}
