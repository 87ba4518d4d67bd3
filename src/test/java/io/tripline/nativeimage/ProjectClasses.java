package io.tripline.nativeimage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The compiled classes of the program. */
final class ProjectClasses {

    private static final Path CLASSES = Path.of("target/classes");

    private ProjectClasses() {}

    /** None is initialised. @param folder with slashes, such as {@code io/tripline/web} */
    static Stream<Class<?>> below(String folder) throws IOException {
        try (Stream<Path> paths = Files.walk(CLASSES.resolve(folder))) {
            return paths
                    .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
                    .sorted()
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .<Class<?>>map(ProjectClasses::named)
                    .toList()
                    .stream();
        }
    }

    static Class<?> named(String name) {
        try {
            return Class.forName(name, false, ProjectClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name + " is not there any more", e);
        }
    }
}
