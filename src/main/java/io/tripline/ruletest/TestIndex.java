package io.tripline.ruletest;

import io.tripline.problem.SourceText;
import io.tripline.yaml.YamlNode;
import io.tripline.yaml.YamlSettings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which tests of a folder concern which rules: a {@code .test.yml} that stands beside them by name ({@code x.test.yml}, {@code x.drl}), names
 * their file under {@code rules}, or expects an alert of them by id or title. Whether the tests pass it does not say. Links and
 * hidden folders are left out. Any thread.
 */
public final class TestIndex {

    private static final int MOST_FILES = 20_000;
    private static final int DEEPEST = 50;

    /** Bytes: of a larger file the name alone counts. */
    private static final long LARGEST = 2L << 20;

    private static final YamlSettings YAML =
            new YamlSettings(YamlSettings.Schema.JSON, (int) LARGEST, 64, 1, 1_000_000);

    private final Path folder;
    private final int deepest;

    /** What was read of each file, for as long as it looks the same. */
    private Map<Path, Read> known = Map.of();

    private record Read(long size, FileTime modified, Named named) {}

    /**
     * What a test names.
     *
     * @param stems files without their endings, absolute
     * @param rules ids and titles
     */
    private record Named(Set<Path> stems, Set<String> rules) {
        Named {
            stems = Set.copyOf(stems);
            rules = Set.copyOf(rules);
        }
    }

    private TestIndex(Path folder, int deepest) {
        this.folder = folder.toAbsolutePath().normalize();
        this.deepest = deepest;
    }

    /** Those of a folder and of all below it. */
    public static TestIndex below(Path folder) {
        return new TestIndex(folder, DEEPEST);
    }

    /** Those of the folder that a file stands in. */
    public static TestIndex beside(Path file) {
        return new TestIndex(file.toAbsolutePath().resolveSibling(""), 1);
    }

    /** All that the tests of a folder name, at one moment. */
    public static final class Found {

        private final Path folder;
        private final Map<Path, List<Path>> byStem = new HashMap<>();
        private final Map<String, List<Path>> byRule = new HashMap<>();

        private Found(Path folder, Map<Path, Read> tests) {
            this.folder = folder;
            tests.forEach((test, read) -> {
                read.named().stems().forEach(stem -> named(byStem, stem, test));
                read.named().rules().forEach(rule -> named(byRule, rule, test));
            });
        }

        private static <T> void named(Map<T, List<Path>> tests, T name, Path test) {
            tests.computeIfAbsent(name, n -> new ArrayList<>()).add(test);
        }

        /** Whether a test concerns a rule. */
        public boolean isTested(TestedRule rule) {
            return !of(rule).isEmpty();
        }

        /** The test files that concern a rule, by name. */
        SortedSet<Path> of(TestedRule rule) {
            SortedSet<Path> tests = new TreeSet<>(byRule.getOrDefault(rule.id(), List.of()));
            tests.addAll(byRule.getOrDefault(rule.title(), List.of()));
            tests.addAll(of(rule.file()));
            String source = rule.source();
            if (source != null) {
                int name = source.indexOf('#');
                tests.addAll(of(name < 0 ? source : source.substring(0, name)));
            }
            return tests;
        }

        private List<Path> of(String file) {
            return byStem.getOrDefault(stem(folder.resolve(file)), List.of());
        }
    }

    /** Looks at the folder; what cannot be read names nothing. */
    public synchronized Found look() {
        Map<Path, Read> read = new HashMap<>();
        try {
            Files.walkFileTree(folder, Set.of(), deepest, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return isHidden(directory) && !directory.equals(folder)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && !isHidden(file) && TestFiles.ending(file) != null) {
                        read.put(file, read(file, attributes));
                    }
                    return read.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException gone) {
            // what was found until then counts
        }
        known = read;
        return new Found(folder, read);
    }

    private Read read(Path file, BasicFileAttributes attributes) {
        Read before = known.get(file);
        if (before != null
                && before.size() == attributes.size()
                && before.modified().equals(attributes.lastModifiedTime())) {
            return before;
        }
        return new Read(attributes.size(), attributes.lastModifiedTime(), named(file, attributes.size()));
    }

    private static Named named(Path file, long size) {
        Set<Path> stems = new HashSet<>();
        Set<String> rules = new HashSet<>();
        String name = String.valueOf(file.getFileName());
        String ending = String.valueOf(TestFiles.ending(file));
        stems.add(file.resolveSibling(name.substring(0, name.length() - ending.length())));
        if (size <= LARGEST) {
            try {
                SourceText text = new SourceText(name, Files.readString(file, StandardCharsets.UTF_8));
                read(YamlNode.read(text, "a test file", YAML), file, stems, rules);
            } catch (YamlNode.Malformed | CharacterCodingException noTest) {
                // tripline test says what is wrong with it
            } catch (IOException gone) {
                // as if it were not there
            }
        }
        return new Named(stems, rules);
    }

    private static void read(YamlNode test, Path file, Set<Path> stems, Set<String> rules) {
        List<String> paths = test.texts("rules");
        for (String path : paths) {
            stems.add(stem(file.resolveSibling(path)));
        }
        if (paths.isEmpty()) {
            return; // it tests texts of its own
        }
        for (YamlNode one : test.list("tests")) {
            for (YamlNode expected : one.list("expect")) {
                String rule = expected.text("rule");
                if (rule != null) {
                    rules.add(rule);
                }
            }
        }
    }

    private static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }

    private static Path stem(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        String name = String.valueOf(whole.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? whole.resolveSibling(name.substring(0, dot)) : whole;
    }
}
