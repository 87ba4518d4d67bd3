package io.tripline.nativeimage;

import io.tripline.engine.read.RuleTypes;
import io.tripline.nativeimage.ReflectionLog.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kie.api.runtime.rule.AccumulateFunction;

/**
 * What the native binary is told: which classes can be asked by reflection, which files it takes along. Derived from
 * {@link RuleTypes}, the accumulate functions, the services and {@link ApiTypes} as they are, from {@code native/libraries.txt} for what
 * libraries ask of themselves, and from the classes below, which a rule meets without naming them.
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

    /** Annotations on facts, which Drools reads, and on Jackson's serialisers, which it reads itself: each is a proxy. */
    private static final List<String> ANNOTATIONS = List.of(
            "com.fasterxml.jackson.databind.annotation.JacksonStdImpl",
            "org.drools.base.factmodel.traits.Trait",
            "org.kie.api.definition.type.Expires",
            "org.kie.api.definition.type.Role",
            "org.kie.api.definition.type.Timestamp");

    private static final Path RESOURCES = Path.of("src/main/resources");

    static ReachabilityMetadata ofProject() throws IOException {
        TreeMap<String, Set<Need>> types = new TreeMap<>(ofLibraries());
        Stream.concat(RuleTypes.OWN.stream(), RuleTypes.JDK.stream())
                .forEach(type -> types.put(type.getName(), EnumSet.of(Need.METHODS, Need.CONSTRUCTORS, Need.FIELDS)));
        COLLECTIONS.forEach(name -> types.put(name, EnumSet.of(Need.METHODS)));
        accumulateFunctions().forEach(name -> types.put(name, EnumSet.of(Need.CONSTRUCTORS)));
        ANNOTATIONS.forEach(name -> add(types, name, Need.PROXY));
        ApiTypes api = ApiTypes.ofProject();
        api.records().forEach(type -> Stream.of(Need.METHODS, Need.CONSTRUCTORS, Need.FIELDS)
                .forEach(need -> add(types, type.getName(), need)));
        api.elements().forEach(type -> add(types, type.getName(), Need.ARRAY));
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

    private static void add(Map<String, Set<Need>> types, String name, Need need) {
        types.computeIfAbsent(name, n -> EnumSet.noneOf(Need.class)).add(need);
    }

    private static Map<String, Set<Need>> ofLibraries() throws IOException {
        Map<String, Set<Need>> types = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/native/libraries.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.split(" ", -1);
                for (String need : words[1].toUpperCase(Locale.ROOT).split(",", -1)) {
                    add(types, words[0], Need.valueOf(need));
                }
            }
        }
        return types;
    }

    /** Those that are there, so that none is forgotten. */
    private static List<String> accumulateFunctions() throws IOException {
        return ProjectClasses.below("io/tripline/engine/function")
                .filter(type -> AccumulateFunction.class.isAssignableFrom(type) && !type.isInterface())
                .map(Class::getName)
                .toList();
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
        String reflection = Stream.of(
                        entries(need -> need != Need.ARRAY && need != Need.BUNDLE, ReachabilityMetadata::type),
                        entries(need -> need == Need.ARRAY, (name, needs) -> "{\"type\": \"" + name + "[]\"}"),
                        entries(need -> need == Need.PROXY, (name, needs) -> proxy(name)))
                .flatMap(json -> json)
                .collect(Collectors.joining(",\n    "));
        String resources = Stream.concat(
                        globs.stream().map(glob -> "{\"glob\": \"" + glob + "\"}"),
                        entries(need -> need == Need.BUNDLE, (name, needs) -> "{\"bundle\": \"" + name + "\"}"))
                .collect(Collectors.joining(",\n    "));
        return "{\n  \"reflection\": [\n    " + reflection + "\n  ],\n  \"resources\": [\n    " + resources
                + "\n  ]\n}\n";
    }

    /** For each name of which something is needed. */
    private Stream<String> entries(Predicate<Need> something, BiFunction<String, Set<Need>, String> json) {
        return types.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(something))
                .map(entry -> json.apply(entry.getKey(), entry.getValue()));
    }

    private static String type(String name, Set<Need> needs) {
        StringBuilder json = new StringBuilder("{\"type\": \"" + name + "\"");
        for (Need need : needs) {
            switch (need) {
                case METHODS -> json.append(", \"allPublicMethods\": true");
                case CONSTRUCTORS -> json.append(", \"allPublicConstructors\": true");
                case FIELDS -> json.append(", \"allDeclaredFields\": true");
                case TYPE, PROXY, ARRAY, BUNDLE -> {}
            }
        }
        return json.append("}").toString();
    }

    private static String proxy(String annotation) {
        return "{\"type\": {\"proxy\": [\"java.lang.annotation.Annotation\", \"" + annotation + "\"]}}";
    }
}
