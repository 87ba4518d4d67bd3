package io.tripline.live.rules;

import static io.tripline.Patience.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Within the time for which silence is believed: the clock stands still unless a test moves it on. */
class KernelNoticesTest {

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private long nanos;
    private KernelNotices notices;

    @BeforeEach
    void listen() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("okta")).resolve("a.drl"), "a");
        notices = notices(folder);
        FolderScan.look(folder, notices);
    }

    private KernelNotices notices(Path of) {
        return new KernelNotices(of, () -> nanos, new RuleLog((level, entry) -> said.add(level + " " + entry)));
    }

    @AfterEach
    void close() {
        notices.close();
        assertEquals(List.of(), said);
    }

    @Test
    void whereNothingChangesNothingIsTold() {
        assertFalse(notices.mayHaveChanged());
        assertFalse(notices.mayHaveChanged());
    }

    @Test
    void silenceIsBelievedForAWhile() {
        // When
        nanos += KernelNotices.BELIEVED.toNanos();

        // Then
        assertTrue(notices.mayHaveChanged());
        assertFalse(notices.mayHaveChanged());
    }

    @Test
    void aFileThatIsWrittenReplacedAndDeletedIsTold() throws IOException {
        Path file = folder.resolve("okta/a.drl");
        Files.writeString(file, "another");
        assertTold();
        Files.writeString(folder.resolve("okta/.a.swp"), "b");
        Files.move(folder.resolve("okta/.a.swp"), file, StandardCopyOption.REPLACE_EXISTING);
        assertTold();
        Files.delete(file);
        assertTold();
    }

    @Test
    void aFileInAFolderThatWasNotThereIsTold() throws IOException {
        // Given
        Path below = Files.createDirectories(folder.resolve("new/below"));
        assertTold();
        FolderScan.look(folder, notices);

        // When
        Files.writeString(below.resolve("b.drl"), "b");

        // Then
        assertTold();
    }

    @Test
    void aFolderThatGoesIsTold() throws IOException {
        Files.delete(folder.resolve("okta/a.drl"));
        Files.delete(folder.resolve("okta"));
        assertTold();
    }

    @Test
    void anotherFolderInThePlaceOfTheFolderIsTold() throws IOException {
        // Given
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Path next = Files.createDirectory(folder.resolve("next"));
        try (KernelNotices ofRules = notices(rules)) {
            FolderScan.look(rules, ofRules);

            // When
            Files.move(rules, folder.resolve("former"));
            Files.move(next, rules);

            // Then
            assertTrue(ofRules.mayHaveChanged());
            assertFalse(ofRules.mayHaveChanged());
        }
    }

    @Test
    void aFileInAHiddenFolderToWhichALinkLeadsIsTold() throws IOException {
        // Given
        Path hidden = Files.writeString(
                Files.createDirectory(folder.resolve(".hidden")).resolve("b.drl"), "b");
        Files.createSymbolicLink(folder.resolve("b.drl"), hidden);
        assertTold();
        FolderScan.look(folder, notices);

        // When
        Files.writeString(hidden, "another");

        // Then
        assertTold();
    }

    @Test
    void aChangeOfWhichTheKernelHadToldEndsNoBelief() throws IOException {
        // Given
        Files.writeString(folder.resolve("okta/a.drl"), "another");
        await().atMost(PATIENCE).until(notices::mayHaveChanged);

        // When
        notices.somethingHasChanged();

        // Then
        await().atMost(PATIENCE).until(() -> !notices.mayHaveChanged());
    }

    @Test
    void afterAChangeOfWhichTheKernelToldNothingSilenceIsNotBelievedAnyMore() {
        // Given
        nanos += KernelNotices.BELIEVED.toNanos();
        assertTrue(notices.mayHaveChanged());

        // When
        notices.somethingHasChanged();

        // Then
        assertTrue(notices.mayHaveChanged());
        assertTrue(notices.mayHaveChanged());
        assertEquals(1, said.size());
        assertTrue(said.getFirst().startsWith("WARNING the system tells nothing of changes in "), said.toString());
        said.clear();
    }

    @Test
    void afterItIsClosedNothingIsKnown() {
        // When
        notices.close();

        // Then
        assertTrue(notices.mayHaveChanged());
        assertTrue(notices.mayHaveChanged());
    }

    @Test
    void aFolderThatIsNotThereYetIsHeardOfLater() throws IOException {
        // Given
        Path later = folder.resolve("later");
        try (KernelNotices ofLater = notices(later)) {
            Files.createDirectory(later);
            nanos += KernelNotices.BELIEVED.toNanos();
            assertTrue(ofLater.mayHaveChanged());
            FolderScan.look(later, ofLater);

            // When
            Files.writeString(later.resolve("c.drl"), "c");

            // Then
            await().atMost(PATIENCE).until(ofLater::mayHaveChanged);
        }
    }

    /** And then nothing more, once all of it has been told. */
    private void assertTold() {
        await().atMost(PATIENCE).until(notices::mayHaveChanged);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> !notices.mayHaveChanged());
    }
}
