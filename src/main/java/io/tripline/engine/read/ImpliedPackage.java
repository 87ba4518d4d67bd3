package io.tripline.engine.read;

import java.util.Locale;

/** The package of a file that names none: {@code rules.folder.file}. */
final class ImpliedPackage {

    private ImpliedPackage() {}

    /** @param file with slashes or backslashes */
    static String of(String file) {
        String[] parts = file.replace('\\', '/').replaceFirst("\\.drl$", "").split("/");
        String name = word(parts[parts.length - 1]);
        return parts.length == 1 ? "rules." + name : "rules." + word(parts[parts.length - 2]) + "." + name;
    }

    private static String word(String text) {
        String clean = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
        return clean.isEmpty() || Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
    }
}
