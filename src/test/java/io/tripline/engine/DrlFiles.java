package io.tripline.engine;

import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.compile.ParsedRules;
import io.tripline.engine.compile.RuleOutline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every DRL file of the project: the golden ones and those that are shipped. */
public final class DrlFiles {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private static final List<Path> ROOTS = Stream.concat(
                    Stream.of("drl", "sigma", "elastic").map(GOLDEN::resolve), Stream.of(Path.of("rules-drl")))
            .toList();

    /**
     * What the executable model cannot compile, of all that we write: several conditions as the arguments of a call, where one is
     * negated; numbers beyond a long or a double as an argument; windows of more milliseconds than an int has.
     */
    private static final Pattern NOT_PORTABLE = Pattern.compile(
            "(?s)[iI]nList\\(|anyObject\\(|(?<!\\.)atLeast\\(.*!|\\d[IB] ?[,)]|time\\( (?:2[5-9]|[3-9]\\d|\\d{3,})d \\)");

    /** So many rules of one constraint stand in a file. */
    private static final int CONSTRAINTS = 20;

    private DrlFiles() {}

    static boolean isPortable(String drl) {
        return !NOT_PORTABLE.matcher(drl).find();
    }

    /** Named by their path below the project, with slashes. */
    public static List<DrlSource> all() {
        return ROOTS.stream().flatMap(DrlFiles::below).toList();
    }

    /** What takes long is done with these: rules that correlate as they are, and each constraint on events once. */
    public static List<DrlSource> condensed() {
        Stream<DrlSource> correlations = all().stream()
                .filter(source -> source.text().contains("from entry-point") || !isPortable(source.text()));
        return Stream.concat(correlations, byConstraint().stream()).toList();
    }

    /** What the generator wrote. */
    public static List<DrlSource> goldens() {
        return all().stream()
                .filter(source -> Path.of(source.file()).startsWith(GOLDEN))
                .toList();
    }

    /** @param name of the group and the case, such as {@code sigma/temporal} */
    public static DrlSource golden(String name) {
        return read(GOLDEN.resolve(name).resolve("rule.drl"));
    }

    /**
     * Each portable constraint on events alone in a rule, so many rules a file: an operator is seen to hold and not to hold,
     * whatever stands beside it.
     */
    public static List<DrlSource> byConstraint() {
        List<String> constraints = all().stream()
                .flatMap(source -> ParsedRules.of(source).stream())
                .filter(rule -> rule.kind() == RuleOutline.Kind.MATCH)
                .flatMap(rule -> rule.constraints().stream())
                .filter(DrlFiles::isPortable)
                .distinct()
                .toList();
        return IntStream.iterate(0, from -> from < constraints.size(), from -> from + CONSTRAINTS)
                .mapToObj(from ->
                        byConstraint(from, constraints.subList(from, Math.min(constraints.size(), from + CONSTRAINTS))))
                .toList();
    }

    private static DrlSource byConstraint(int from, List<String> constraints) {
        String rules = IntStream.range(0, constraints.size())
                .mapToObj(i -> ruleOf(from + i, constraints.get(i)))
                .collect(Collectors.joining());
        return new DrlSource("constraints/" + from + ".drl", "package rules.constraints\n" + Rules.IMPORTS + rules);
    }

    private static String ruleOf(int number, String constraint) {
        return "rule \"" + number + "\"\nwhen\n    $event : Event( " + constraint
                + " )\nthen\n    alerts.raise( drools.getRule(), Alert.of( $event ) );\nend\n";
    }

    private static Stream<DrlSource> below(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths
                    .filter(path -> path.toString().endsWith(".drl"))
                    .sorted()
                    .map(DrlFiles::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DrlSource read(Path path) {
        try {
            return new DrlSource(path.toString().replace('\\', '/'), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
