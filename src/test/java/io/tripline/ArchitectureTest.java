package io.tripline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The plan of the house: which room may import what. A room is a package directly below {@code io.tripline}. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tripline");

    /** The row of a room that may use any library but Drools. */
    private static final String ANY_LIBRARY = "*";

    private static final List<String> DROOLS = List.of("org.drools", "org.kie", "org.mvel2");

    /** Says what a fact is; any rule engine may ignore it. */
    private static final String FACT_ANNOTATIONS = "org.kie.api.definition.type";

    /** The table. To add a room, add its row. */
    static final List<Room> ROOMS = List.of(
            new Room("event", List.of(), List.of(FACT_ANNOTATIONS, "com.google.re2j", "inet.ipaddr")),
            new Room("problem", List.of(), List.of()),
            new Room("yaml", List.of("problem"), List.of("org.snakeyaml.engine")),
            new Room(
                    "list", List.of("event", "problem", "config.Durations", "config.ListLimits"), List.of(ANY_LIBRARY)),
            new Room(
                    "alert",
                    List.of("event", "problem.Cut", "problem.Visible"),
                    List.of(FACT_ANNOTATIONS, ANY_LIBRARY)),
            new Room("rule", List.of("event.FieldPath"), List.of()),
            new Room(
                    "dialect",
                    List.of(
                            "rule",
                            "problem",
                            "yaml",
                            "event.FieldPath",
                            "event.CaseFolding",
                            "event.Decimal",
                            "event.Derivation",
                            "event.Glob",
                            "event.Network",
                            "event.Regex",
                            "event.RegexToken",
                            "event.Phrases",
                            "event.EventTime"),
                    List.of(ANY_LIBRARY)),
            new Room(
                    "drl",
                    List.of("rule", "event.FieldPath", "event.Sha256", "event.Stage", "problem.Visible"),
                    List.of("com.github.difflib")),
            new Room("translate", List.of("dialect", "drl", "rule", "problem"), List.of(ANY_LIBRARY)),
            new Room(
                    "engine",
                    List.of("event", "alert", "ingest.LogFields", "ingest.LogNames", "list", "problem"),
                    DROOLS),
            new Room(
                    "store", List.of("alert", "config.PostgresAddress", "engine.state", "event"), List.of(ANY_LIBRARY)),
            new Room("ingest", List.of("event", "problem", "yaml"), List.of(ANY_LIBRARY)),
            new Room("config", List.of("dialect", "ingest", "problem", "translate"), List.of(ANY_LIBRARY)),
            new Room(
                    "live",
                    List.of(
                            "alert",
                            "config",
                            "dialect",
                            "drl",
                            "engine",
                            "event",
                            "ingest",
                            "list",
                            "problem",
                            "store",
                            "translate"),
                    List.of(ANY_LIBRARY)),
            new Room(
                    "given",
                    List.of("config", "dialect", "drl", "engine", "list", "live", "problem", "translate"),
                    List.of(ANY_LIBRARY)),
            new Room(
                    "ruletest",
                    List.of("alert", "config", "engine", "event", "given", "ingest", "problem", "yaml"),
                    List.of(ANY_LIBRARY)),
            new Room(
                    "cli",
                    List.of(
                            "alert",
                            "config",
                            "dialect",
                            "drl",
                            "engine",
                            "event",
                            "given",
                            "ingest",
                            "list",
                            "live",
                            "problem",
                            "rule",
                            "ruletest",
                            "store",
                            "translate",
                            "web",
                            "yaml"),
                    List.of(ANY_LIBRARY)),
            new Room(
                    "web",
                    List.of(
                            "alert",
                            "config",
                            "dialect",
                            "drl",
                            "engine",
                            "event",
                            "given",
                            "ingest",
                            "list",
                            "live",
                            "problem",
                            "rule",
                            "ruletest",
                            "store",
                            "translate",
                            "yaml"),
                    List.of(ANY_LIBRARY)));

    /**
     * @param rooms rooms, or single classes of one, as {@code room.Class}
     * @param libraries packages outside the house, those below included; the JDK and JSpecify are everybody's
     */
    record Room(String name, List<String> rooms, List<String> libraries) {

        ArchRule rule() {
            return classes()
                    .that()
                    .resideInAPackage("io.tripline." + name + "..")
                    .should()
                    .onlyDependOnClassesThat(describe(
                            "are of "
                                    + Stream.concat(rooms.stream(), libraries.stream())
                                            .toList(),
                            this::mayUse))
                    .allowEmptyShould(true);
        }

        private boolean mayUse(JavaClass imported) {
            String type = imported.getBaseComponentType().getFullName();
            if (!isBelow(type, "io.tripline")) {
                return imported.getBaseComponentType().isPrimitive()
                        || isBelow(type, "java")
                        || isBelow(type, "org.jspecify.annotations")
                        || libraries.contains(ANY_LIBRARY) && DROOLS.stream().noneMatch(drools -> isBelow(type, drools))
                        || libraries.stream().anyMatch(library -> isBelow(type, library));
            }
            return isBelow(type, "io.tripline." + name)
                    || rooms.stream().anyMatch(room -> isBelow(type, "io.tripline." + room));
        }

        private static boolean isBelow(String type, String name) {
            return type.startsWith(name)
                    && (type.length() == name.length() || ".$".indexOf(type.charAt(name.length())) >= 0);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @FieldSource("ROOMS")
    void aRoomImportsOnlyWhatItsRowNames(Room room) {
        room.rule().check(CLASSES);
    }

    @Test
    void aRowThatNamesTooLittleIsFound() {
        // Given: the engine without Drools, drl without the intermediate representation
        Room withoutLibraries = new Room("engine", List.of("event", "alert", "problem"), List.of(ANY_LIBRARY));
        Room withoutRooms = new Room("drl", List.of("event.FieldPath"), List.of(ANY_LIBRARY));

        // When, Then
        assertTrue(withoutLibraries.rule().evaluate(CLASSES).hasViolation());
        assertTrue(withoutRooms.rule().evaluate(CLASSES).hasViolation());
    }

    @Test
    void everyClassIsInARoomOfTheTable() {
        // Given
        Set<String> rooms =
                ROOMS.stream().map(room -> "io.tripline." + room.name()).collect(Collectors.toSet());

        // When
        Set<String> homeless = CLASSES.stream()
                .map(JavaClass::getFullName)
                .filter(type -> rooms.stream().noneMatch(room -> type.startsWith(room + ".")))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertEquals(Set.of(), homeless);
    }

    @Test
    void onlyTheEngineKnowsDrools() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tripline.engine..")
                .should()
                .dependOnClassesThat(describe(
                        "are of Drools, annotations on facts excepted",
                        imported -> DROOLS.stream().anyMatch(drools -> Room.isBelow(imported.getFullName(), drools))
                                && !Room.isBelow(imported.getFullName(), FACT_ANNOTATIONS)))
                .check(CLASSES);
    }

    @Test
    void noRoomsImportEachOther() {
        slices().matching("io.tripline.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noDialectKnowsAnother() {
        slices().matching("io.tripline.dialect.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void noPackagesOfADialectImportEachOther() {
        slices().matching("io.tripline.dialect.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noClassIsNamedByWhatItIsNot() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Manager|Helper|Impl)(\\$.*)?")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsAndThatNullIsMarked() {
        // When
        Set<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(javaPackage -> javaPackage
                        .tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isEmpty())
                .map(javaPackage -> javaPackage.getName())
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertEquals(Set.of(), unmarked);
    }
}
