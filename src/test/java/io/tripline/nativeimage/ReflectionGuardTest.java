package io.tripline.nativeimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.sink.EveryTemplate;
import io.tripline.cli.EveryVerb;
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
 * Whatever libraries and we ask of reflection while every DRL file is compiled and run, every verb, and every template of a
 * receiver, is registered for the native binary: all is loaded anew with its questions led past a log, and the log is compared with the registrations.
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
    static void runEveryDrlAndEveryVerb() throws IOException, ReflectiveOperationException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (ReflectionLoader loader = new ReflectionLoader()) {
            Thread.currentThread().setContextClassLoader(loader);
            for (Class<?> all : List.of(EveryDrl.class, EveryVerb.class, EveryTemplate.class)) {
                ((Runnable) loader.loadClass(all.getName()).getConstructor().newInstance()).run();
            }
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
    void theLogSeesArraysAndTextsOfLibraries() {
        assertTrue(asked.get(Need.ARRAY).containsKey("inet.ipaddr.ipv4.IPv4Address"), asked::toString);
        assertTrue(asked.get(Need.ARRAY).containsKey("inet.ipaddr.ipv6.IPv6Address"), asked::toString);
        assertTrue(asked.get(Need.BUNDLE).containsKey("inet.ipaddr.IPAddressResources"), asked::toString);
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

    /** Whether one of the JDK's collections has annotations of Jackson. None has. */
    private static boolean isJacksonAboutTheJdk(String type, Set<String> callers) {
        return type.startsWith("java.")
                && callers.stream().allMatch(caller -> caller.startsWith("com.fasterxml.jackson."));
    }

    private static List<String> missing(ReachabilityMetadata metadata) {
        return asked.entrySet().stream()
                .flatMap(need -> need.getValue().entrySet().stream()
                        .filter(type -> !metadata.covers(need.getKey(), type.getKey()))
                        .filter(type -> !IN_VAIN.contains(type.getKey()))
                        .filter(type ->
                                need.getKey() == Need.ARRAY || !isJacksonAboutTheJdk(type.getKey(), type.getValue()))
                        .map(type -> need.getKey() + " of " + type.getKey() + ", asked by " + type.getValue()))
                .toList();
    }
}
