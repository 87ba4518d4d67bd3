package io.tripline.nativeimage;

import io.tripline.engine.read.RuleTypes;
import io.tripline.nativeimage.ReflectionLog.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kie.api.runtime.rule.AccumulateFunction;

/**
 * What the native binary is told: which classes can be asked by reflection, which files it takes along. Derived from
 * {@link RuleTypes}, the accumulate functions and the services as they are, from {@code native/drools.txt} for what Drools asks of
 * itself, and from the classes below, which a rule meets without naming them.
 */
record ReachabilityMetadata(SortedMap<String, Set<Need>> types, Set<String> globs) {

    /** What collections are at run time: MVEL asks a value's own class for its methods before it looks at its interfaces. */
    private static final List<String> COLLECTIONS = List.of(
            "java.util.ArrayList$SubList",
            "java.util.Arrays$ArrayList",
            "java.util.Collections$EmptyList",
            "java.util.Collections$EmptyMap",
            "java.util.Collections$EmptySet",
            "java.util.Collections$SingletonList",
            "java.util.Collections$SingletonMap",
            "java.util.Collections$SingletonSet",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableList",
            "java.util.Collections$UnmodifiableMap",
            "java.util.Collections$UnmodifiableMap$UnmodifiableEntrySet",
            "java.util.Collections$UnmodifiableRandomAccessList",
            "java.util.Collections$UnmodifiableSet",
            "java.util.HashMap$EntrySet",
            "java.util.HashMap$KeySet",
            "java.util.HashMap$Node",
            "java.util.HashMap$Values",
            "java.util.ImmutableCollections$List12",
            "java.util.ImmutableCollections$ListN",
            "java.util.ImmutableCollections$Map1",
            "java.util.ImmutableCollections$MapN",
            "java.util.ImmutableCollections$Set12",
            "java.util.ImmutableCollections$SetN",
            "java.util.ImmutableCollections$SubList",
            "java.util.KeyValueHolder",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashMap$Entry",
            "java.util.LinkedHashMap$LinkedEntrySet",
            "java.util.LinkedHashMap$LinkedKeySet",
            "java.util.LinkedHashMap$LinkedValues",
            "java.util.LinkedHashSet",
            "java.util.TreeMap",
            "java.util.TreeSet");

    /** Annotations on facts: Drools reads them, and each is a proxy. */
    private static final List<String> ANNOTATIONS = List.of(
            "org.drools.base.factmodel.traits.Trait",
            "org.kie.api.definition.type.Expires",
            "org.kie.api.definition.type.Role",
            "org.kie.api.definition.type.Timestamp");

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path CLASSES = Path.of("target/classes");

    static ReachabilityMetadata ofProject() throws IOException {
        TreeMap<String, Set<Need>> types = new TreeMap<>(droolsOwn());
        Stream.concat(RuleTypes.OWN.stream(), RuleTypes.JDK.stream())
                .forEach(type -> types.put(type.getName(), EnumSet.of(Need.METHODS, Need.CONSTRUCTORS, Need.FIELDS)));
        COLLECTIONS.forEach(name -> types.put(name, EnumSet.of(Need.METHODS)));
        accumulateFunctions().forEach(name -> types.put(name, EnumSet.of(Need.CONSTRUCTORS)));
        ANNOTATIONS.forEach(name ->
                types.computeIfAbsent(name, n -> EnumSet.noneOf(Need.class)).add(Need.PROXY));
        TreeSet<String> globs = new TreeSet<>(
                Set.of("META-INF/kie.default.properties.conf", "META-INF/kie.default.mvel.properties.conf"));
        for (Path service : below(RESOURCES.resolve("META-INF/services"))) {
            globs.add("META-INF/services/" + service.getFileName());
            Files.readAllLines(service).forEach(provider -> types.put(provider.strip(), EnumSet.of(Need.CONSTRUCTORS)));
        }
        for (Path file : below(RESOURCES.resolve("io"))) {
            String name = RESOURCES.relativize(file).toString().replace('\\', '/');
            globs.add(name.replaceFirst("[^/]*(\\.[^./]+)$", "*$1"));
        }
        return new ReachabilityMetadata(types, globs);
    }

    private static Map<String, Set<Need>> droolsOwn() throws IOException {
        Map<String, Set<Need>> types = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/native/drools.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.split(" ", -1);
                types.put(
                        words[0],
                        Stream.of(words[1].toUpperCase(java.util.Locale.ROOT).split(",", -1))
                                .map(Need::valueOf)
                                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Need.class))));
            }
        }
        return types;
    }

    /** Those that are there, so that none is forgotten. */
    private static List<String> accumulateFunctions() throws IOException {
        return below(CLASSES.resolve("io/tripline/engine/function")).stream()
                .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .filter(ReachabilityMetadata::isAccumulateFunction)
                .toList();
    }

    private static boolean isAccumulateFunction(String name) {
        Class<?> type = find(name);
        return AccumulateFunction.class.isAssignableFrom(type) && !type.isInterface();
    }

    static Class<?> find(String name) {
        try {
            return Class.forName(name, false, ReachabilityMetadata.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name + " is not there any more", e);
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    boolean covers(Need need, String type) {
        Set<Need> registered = types.get(type);
        return registered != null && (need == Need.TYPE || registered.contains(need));
    }

    String toJson() {
        String reflection = Stream.concat(
                        types.entrySet().stream().map(entry -> type(entry.getKey(), entry.getValue())),
                        types.entrySet().stream()
                                .filter(entry -> entry.getValue().contains(Need.PROXY))
                                .map(entry -> proxy(entry.getKey())))
                .collect(Collectors.joining(",\n    "));
        String resources =
                globs.stream().map(glob -> "{\"glob\": \"" + glob + "\"}").collect(Collectors.joining(",\n    "));
        return "{\n  \"reflection\": [\n    " + reflection + "\n  ],\n  \"resources\": [\n    " + resources
                + "\n  ]\n}\n";
    }

    private static String type(String name, Set<Need> needs) {
        StringBuilder json = new StringBuilder("{\"type\": \"" + name + "\"");
        for (Need need : needs) {
            switch (need) {
                case METHODS -> json.append(", \"allPublicMethods\": true");
                case CONSTRUCTORS -> json.append(", \"allPublicConstructors\": true");
                case FIELDS -> json.append(", \"allDeclaredFields\": true");
                case TYPE, PROXY -> {}
            }
        }
        return json.append("}").toString();
    }

    private static String proxy(String annotation) {
        return "{\"type\": {\"proxy\": [\"java.lang.annotation.Annotation\", \"" + annotation + "\"]}}";
    }
}
