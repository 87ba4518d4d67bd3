package io.tripline.nativeimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.function.EvidenceFunction;
import io.tripline.event.Match;
import io.tripline.nativeimage.ReflectionLog.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

/** The registrations of the native binary are derived, and as they would be derived now. */
class ReachabilityMetadataTest {

    private static final Path FILE =
            Path.of("src/main/resources/META-INF/native-image/io.tripline/tripline/reachability-metadata.json");

    @Test
    void theFileIsAsItWouldBeWrittenNow() throws IOException {
        // When
        String json = ReachabilityMetadata.ofProject().toJson();

        // Then
        if (System.getProperty("native.update") != null) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, json);
        }
        assertEquals(json, Files.readString(FILE), "a type or a file came or went: run this test with -Dnative.update");
    }

    @Test
    void everyRegisteredClassIsThere() throws IOException {
        ReachabilityMetadata.ofProject().types().forEach((name, needs) -> {
            if (!needs.contains(Need.BUNDLE)) {
                assertNotNull(ProjectClasses.named(name));
            } else {
                assertNotNull(ResourceBundle.getBundle(name));
            }
        });
    }

    @Test
    void answersAndWhatTheirListsHoldAreRegistered() throws IOException {
        // When
        ReachabilityMetadata metadata = ReachabilityMetadata.ofProject();

        // Then
        for (String answer : List.of("api.ProblemAnswer", "api.EventsAnswer", "rules.RuleView$Detail")) {
            assertTrue(metadata.covers(Need.METHODS, "io.tripline.web." + answer), answer);
        }
        for (String item : List.of("api.RejectedItem", "rules.RuleView$Summary")) {
            assertTrue(metadata.covers(Need.METHODS, "io.tripline.web." + item), item);
            assertTrue(metadata.covers(Need.ARRAY, "io.tripline.web." + item), item);
        }
    }

    @Test
    void whatRulesMayCallIsRegisteredAndNothingElse() throws IOException {
        // When
        ReachabilityMetadata metadata = ReachabilityMetadata.ofProject();

        // Then: what they may call, and nothing that reaches outside
        assertTrue(metadata.covers(Need.METHODS, Match.class.getName()));
        assertTrue(metadata.covers(Need.FIELDS, Match.class.getName()));
        assertTrue(metadata.covers(Need.CONSTRUCTORS, EvidenceFunction.class.getName()));
        assertFalse(metadata.covers(Need.TYPE, Runtime.class.getName()));
        assertFalse(metadata.covers(Need.TYPE, Class.class.getName()));
    }
}
