package io.tripline.config;

import io.tripline.dialect.Blanks;
import io.tripline.problem.Spelling;
import io.tripline.translate.RuleSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Values that somebody set for placeholders that no rule has: most likely misspelt. */
public final class UnusedParameters {

    /** Asked for where a rule says nothing. */
    private static final Set<String> WITHOUT_PLACEHOLDER = Set.of("default_window_in_minutes");

    private UnusedParameters() {}

    /**
     * One sentence for each, in order.
     *
     * @param sources all rules of the folder, for which the values have been asked for
     * @param folder files in it and below are looked at, for others may be rules elsewhere
     */
    public static List<String> warnings(RuleParameters parameters, Collection<RuleSource> sources, Path folder) {
        Set<String> asked = new TreeSet<>(WITHOUT_PLACEHOLDER);
        sources.forEach(source -> asked.addAll(Blanks.names(source.text().text())));
        List<String> warnings = new ArrayList<>();
        parameters.configuredNames().forEach(name -> add("tripline.parameters." + name, name, asked, warnings));
        Path root = folder.toAbsolutePath().normalize();
        parameters.files().forEach((file, names) -> {
            if (file.startsWith(root)) {
                names.forEach(name -> add(root.relativize(file) + ": " + name, name, asked, warnings));
            }
        });
        return warnings;
    }

    private static void add(String shown, String name, Set<String> asked, List<String> warnings) {
        if (!asked.contains(name)) {
            String meant = Spelling.suggestion(name, asked);
            warnings.add(shown + " is set, and no rule has such a placeholder" + (meant == null ? "" : ": " + meant));
        }
    }
}
