package io.tripline.config;

import io.tripline.dialect.ParameterValues;
import io.tripline.translate.ParameterFile;
import io.tripline.translate.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The values of placeholders by rule file, the same for every verb. What the configuration says comes first, then
 * {@code parameters.properties} in the folder of the rule and in those above it, the nearest first, then the defaults inside
 * the program: name by name. A file is read once, so that all rules of a run see the same. One thread.
 */
public final class RuleParameters {

    private static final Map<String, List<String>> NONE = Map.of();

    private final ParameterValues configuration;
    private final Map<String, List<String>> shipped;
    private final Map<Path, Map<String, List<String>>> files = new TreeMap<>();
    private final Map<Path, ParameterValues> byFolder = new HashMap<>();

    /** @param configuration without files and defaults */
    public RuleParameters(ParameterValues configuration) {
        this(configuration, ParameterFile.shipped());
    }

    private RuleParameters(ParameterValues configuration, Map<String, List<String>> shipped) {
        this.configuration = configuration;
        this.shipped = shipped;
    }

    /** The same, under values that hold for every rule whatever else is said: those of a test. */
    public RuleParameters under(Map<String, List<String>> values) {
        Map<String, List<String>> general = new HashMap<>(configuration.configured());
        general.putAll(values);
        Map<String, Map<String, List<String>>> byRule = new HashMap<>();
        configuration.byRule().forEach((rule, own) -> {
            Map<String, List<String>> rest = new HashMap<>(own);
            rest.keySet().removeAll(values.keySet());
            byRule.put(rule, rest);
        });
        return new RuleParameters(new ParameterValues(byRule, general, Map.of()), shipped);
    }

    /** @throws BadConfiguration a file beside the rules cannot be read */
    public ParameterValues of(RuleSource source) {
        return of(Path.of(source.text().file()));
    }

    /**
     * @param file of a rule, or one that stands where it does
     * @throws BadConfiguration a file beside the rules cannot be read
     */
    public ParameterValues of(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return ofFolder(folder == null ? file.toAbsolutePath().getRoot() : folder);
    }

    /**
     * Of the rules right in a folder.
     *
     * @throws BadConfiguration a file beside the rules cannot be read
     */
    public ParameterValues ofFolder(Path folder) {
        return byFolder.computeIfAbsent(folder.toAbsolutePath().normalize(), this::read);
    }

    /**
     * The file beside the rules, or above them, that names a parameter; null where none does.
     *
     * @param file of a rule
     * @throws BadConfiguration a file beside the rules cannot be read
     */
    public @Nullable Path fileOf(String name, Path file) {
        for (Path above = file.toAbsolutePath().normalize().getParent(); above != null; above = above.getParent()) {
            if (fileIn(above).containsKey(name)) {
                return above.resolve(ParameterFile.NAME);
            }
        }
        return null;
    }

    private ParameterValues read(Path folder) {
        Map<String, List<String>> general = new HashMap<>(configuration.configured());
        for (Path above = folder; above != null; above = above.getParent()) {
            fileIn(above).forEach(general::putIfAbsent);
        }
        return new ParameterValues(configuration.byRule(), general, shipped);
    }

    private Map<String, List<String>> fileIn(Path folder) {
        Path file = folder.resolve(ParameterFile.NAME);
        Map<String, List<String>> known = files.get(file);
        if (known != null || !Files.isRegularFile(file)) {
            return known == null ? NONE : known;
        }
        try {
            Map<String, List<String>> values = ParameterFile.parse(Files.readString(file));
            files.put(file, values);
            return values;
        } catch (IOException | IllegalArgumentException e) {
            throw new BadConfiguration(file + " cannot be read: " + e.getMessage());
        }
    }

    /** Names that the configuration sets, for all rules or for one. */
    Set<String> configuredNames() {
        Set<String> names = new TreeSet<>(configuration.configured().keySet());
        configuration.byRule().values().forEach(own -> names.addAll(own.keySet()));
        return names;
    }

    /** The files beside rules that were asked for so far, and the names that each sets. */
    Map<Path, Set<String>> files() {
        Map<Path, Set<String>> names = new TreeMap<>();
        files.forEach((file, values) -> names.put(file, new TreeSet<>(values.keySet())));
        return names;
    }
}
