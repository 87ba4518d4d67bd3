package io.tripline.nativeimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.EveryDrl;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No class is defined while DRL is compiled and run: every class that comes is a file on the class path or of the JDK, or what the
 * JDK itself makes of lambdas and method handles, which the native binary has made before. The JVM's own flight recorder tells.
 */
class ClassDefinitionTest {

    /** Lambdas of compiled classes, method handles, and the accessors of reflection. */
    private static final Pattern OF_THE_JDK = Pattern.compile(
            ".*\\$\\$Lambda.*|.*\\$\\$TypeSwitch.*|java\\.lang\\.invoke\\..*|jdk\\.internal\\.reflect\\..*|.*/0x[0-9a-f]+(\\.\\d+)?");

    /** What reads the configuration of the log when its first line is written: the tests' own, the binary has it built in. */
    private static final List<String> OF_THE_LOG = List.of("io.quarkus.", "io.smallrye.config.", "jakarta.annotation.");

    private static final Pattern PROXY = Pattern.compile("jdk\\.proxy\\d+\\.\\$Proxy\\d+");

    @TempDir
    private Path folder;

    @Test
    void everyDrlRunsWithoutDefiningAClass() throws IOException {
        // When
        Set<String> defined = definedDuring(() -> new EveryDrl().run());

        // Then
        assertEquals(Set.of(), madeUp(defined));
    }

    @Test
    void aClassThatIsMadeAtRunTimeIsNamed() throws IOException {
        // When
        Set<String> defined = definedDuring(() -> {
            byte[] bytes = ClassFile.of().build(ClassDesc.of("io.tripline.nativeimage.MadeUp"), made -> {});
            try {
                MethodHandles.lookup().defineClass(bytes);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        });

        // Then
        assertEquals(Set.of("io.tripline.nativeimage.MadeUp"), madeUp(defined));
    }

    private static Set<String> madeUp(Set<String> defined) throws IOException {
        ReachabilityMetadata metadata = ReachabilityMetadata.ofProject();
        return defined.stream()
                .filter(Predicate.not(OF_THE_JDK.asMatchPredicate()))
                .filter(name -> !isOfTheLog(name))
                .filter(name -> ClassLoader.getSystemResource(name.replace('.', '/') + ".class") == null)
                .filter(name -> !PROXY.matcher(name).matches() || !isRegisteredProxy(name, metadata))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of an annotation on a fact: the binary is told of them. */
    private static boolean isRegisteredProxy(String name, ReachabilityMetadata metadata) {
        return Arrays.stream(ProjectClasses.named(name).getInterfaces())
                .map(Class::getName)
                .allMatch(type -> metadata.covers(ReflectionLog.Need.PROXY, type) || isOfTheLog(type));
    }

    private static boolean isOfTheLog(String name) {
        return OF_THE_LOG.stream().anyMatch(name::startsWith);
    }

    private Set<String> definedDuring(Runnable work) throws IOException {
        Path file = folder.resolve("classes.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ClassDefine").withoutThreshold();
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        Set<String> names = new TreeSet<>();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedClass type = events.readEvent().getClass("definedClass");
                names.add(type.getName());
            }
        }
        Files.delete(file);
        assertTrue(!names.isEmpty(), "the recorder saw nothing");
        return names;
    }
}
