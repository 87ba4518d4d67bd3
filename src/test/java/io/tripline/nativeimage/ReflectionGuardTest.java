package io.tripline.nativeimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.EveryDrl;
import io.tripline.nativeimage.ReflectionLog.Need;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever Drools and MVEL ask of reflection while every DRL file is compiled and run is registered for the native binary: all of
 * Drools is loaded anew with its questions led past a log, and the log is compared with the registrations.
 */
class ReflectionGuardTest {

    /** Asked, and the same answer serves where there is none: the binary finds nothing there, as it should. */
    private static final Set<String> IN_VAIN = Set.of(
            // interfaces of a value that might declare the method that its class has
            "java.io.Externalizable",
            "java.io.Serializable",
            "java.lang.Record",
            "java.lang.constant.Constable",
            "java.lang.constant.ConstantDesc",
            // a static call is first looked for among the methods of Class: what is there is nothing for rules
            "java.lang.Class",
            // whether the platform has JMX and JNDI
            "java.lang.management.ManagementFactory",
            "javax.naming.InitialContext");

    private static TreeMap<Need, TreeMap<String, TreeSet<String>>> asked = new TreeMap<>();

    @BeforeAll
    static void runEveryDrl() throws IOException, ReflectiveOperationException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (ReflectionLoader loader = new ReflectionLoader()) {
            Thread.currentThread().setContextClassLoader(loader);
            ((Runnable) loader.loadClass(EveryDrl.class.getName())
                            .getConstructor()
                            .newInstance())
                    .run();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        asked = ReflectionLog.seen();
    }

    @Test
    void whatIsAskedOfReflectionIsRegistered() throws IOException {
        assertEquals(List.of(), missing(ReachabilityMetadata.ofProject()));
    }

    @Test
    void theLogSeesWhatRulesCall() {
        assertTrue(asked.get(Need.METHODS).containsKey("io.tripline.event.Matches"), asked::toString);
        assertTrue(asked.get(Need.METHODS).containsKey("java.util.Set"), asked::toString);
        assertTrue(asked.get(Need.CONSTRUCTORS).containsKey("io.tripline.engine.function.EvidenceFunction"));
    }

    @Test
    void aTypeThatIsForgottenIsNamed() throws IOException {
        // Given
        ReachabilityMetadata forgetful = ReachabilityMetadata.ofProject();
        forgetful.types().remove("io.tripline.event.Matches");

        // When
        List<String> missing = missing(forgetful);

        // Then
        assertEquals(1, missing.size(), missing::toString);
        assertTrue(missing.getFirst().startsWith("METHODS of io.tripline.event.Matches"), missing::toString);
    }

    private static List<String> missing(ReachabilityMetadata metadata) {
        return asked.entrySet().stream()
                .flatMap(need -> need.getValue().entrySet().stream()
                        .filter(type -> !metadata.covers(need.getKey(), type.getKey()))
                        .filter(type -> !IN_VAIN.contains(type.getKey()))
                        .map(type -> need.getKey() + " of " + type.getKey() + ", asked by " + type.getValue()))
                .toList();
    }
}
