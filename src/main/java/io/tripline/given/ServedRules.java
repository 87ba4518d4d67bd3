package io.tripline.given;

import io.tripline.translate.FoundRules;
import io.tripline.translate.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the server runs. Its sources are read when a rule of it is asked for: rules refer to each other, and filters
 * change them, so that one of them alone could be another rule. One thread.
 */
public final class ServedRules {

    private final @Nullable Path folder;
    private @Nullable List<RuleSource> sources;

    /** @param folder need not be there; null where there is none */
    public ServedRules(@Nullable Path folder) {
        this.folder = folder;
    }

    @Nullable
    Path folder() {
        return folder;
    }

    /**
     * Sources, and where one of them is in the folder all that is in there.
     *
     * @throws IOException the folder cannot be read
     */
    Collection<RuleSource> with(List<RuleSource> given) throws IOException {
        Path root = folder == null ? null : absolute(folder);
        if (root == null || given.stream().noneMatch(source -> file(source).startsWith(root))) {
            return given;
        }
        Set<Path> known = new HashSet<>();
        given.forEach(source -> known.add(file(source)));
        List<RuleSource> all = new ArrayList<>(given);
        sources(root).stream().filter(source -> !known.contains(file(source))).forEach(all::add);
        return all;
    }

    private List<RuleSource> sources(Path root) throws IOException {
        List<RuleSource> read = sources;
        if (read == null) {
            read = Files.isDirectory(root)
                    ? FoundRules.find(List.of(root), root).sources()
                    : List.of();
            sources = read;
        }
        return read;
    }

    private static Path file(RuleSource source) {
        return absolute(Path.of(source.text().file()));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
