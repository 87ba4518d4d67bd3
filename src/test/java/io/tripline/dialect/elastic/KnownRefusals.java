package io.tripline.dialect.elastic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cases of conformance suites that are refused, each with its reason: a tab between. */
final class KnownRefusals {

    private static final Path FILE = Path.of("src/test/resources/suites/elastic-refused.tsv");

    private KnownRefusals() {}

    static Set<String> idsStartingWith(String prefix) {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2)[0])
                    .filter(id -> id.startsWith(prefix))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
