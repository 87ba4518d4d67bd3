package io.tripline.drl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.drl.DrlFolder.WriteResult;
import io.tripline.engine.DrlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrlFolderTest {

    private static final String GENERATED = golden("sigma/contains");
    private static final String NEWER = golden("sigma/temporal");

    @TempDir
    Path temporary;

    private static String golden(String name) {
        return DrlFiles.golden(name).text();
    }

    private DrlFolder folder() {
        return new DrlFolder(temporary.resolve("rules"));
    }

    private Path file() {
        return temporary.resolve("rules/a/x.drl");
    }

    @Test
    void aNewFileIsWrittenWithItsFolders() throws IOException {
        WriteResult outcome = folder().write("a/x.drl", GENERATED, false);

        assertInstanceOf(WriteResult.Written.class, outcome);
        assertEquals(GENERATED, Files.readString(file()));
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    @Test
    void aGeneratedFileIsReplacedAndAnEqualOneLeftAlone() throws IOException {
        folder().write("a/x.drl", GENERATED, false);

        assertInstanceOf(WriteResult.Unchanged.class, folder().write("a/x.drl", GENERATED, false));
        assertInstanceOf(WriteResult.Written.class, folder().write("a/x.drl", NEWER, false));
        assertEquals(NEWER, Files.readString(file()));
    }

    @Test
    void anEditedFileStaysAndTheDifferenceIsShown() throws IOException {
        folder().write("a/x.drl", NEWER, false);
        String edited = NEWER.replace("$rules == 3", "$rules >= 2");
        Files.writeString(file(), edited);

        WriteResult outcome = folder().write("a/x.drl", NEWER, false);

        String difference = assertInstanceOf(WriteResult.Edited.class, outcome).difference();
        assertTrue(difference.contains("\n-        $rules >= 2\n+        $rules == 3\n"), difference);
        assertTrue(difference.startsWith("--- a/x.drl (as it is)\n+++ a/x.drl (as generated)\n@@ "), difference);
        assertEquals(edited, Files.readString(file()));
    }

    @Test
    void anEditedFileIsOverwrittenWhenThatIsAskedFor() throws IOException {
        folder().write("a/x.drl", GENERATED, false);
        Files.writeString(file(), "package mine\n");

        assertInstanceOf(WriteResult.Written.class, folder().write("a/x.drl", GENERATED, true));
        assertEquals(GENERATED, Files.readString(file()));
    }

    @Test
    void otherLineEndsAndAByteOrderMarkAreNoEdit() throws IOException {
        folder().write("a/x.drl", GENERATED, false);
        Files.writeString(file(), "\uFEFF" + GENERATED.replace("\n", "\r\n"));

        assertInstanceOf(WriteResult.Unchanged.class, folder().write("a/x.drl", GENERATED, false));
        assertInstanceOf(WriteResult.Written.class, folder().write("a/x.drl", NEWER, false));
    }

    @Test
    void everyChangedCharacterIsAnEdit() {
        for (int i = 0; i < GENERATED.length(); i += 7) {
            char other = GENERATED.charAt(i) == 'x' ? 'y' : 'x';
            String edited = GENERATED.substring(0, i) + other + GENERATED.substring(i + 1);
            assertFalse(DrlGenerator.isUnedited(edited), edited);
        }
        assertFalse(DrlGenerator.isUnedited(GENERATED + "\n"));
        assertFalse(DrlGenerator.isUnedited(""));
    }

    @Test
    void aFileThatIsNoTextIsSomebodysOwn() throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        assertInstanceOf(WriteResult.Edited.class, folder().write("a/x.drl", GENERATED, false));
    }

    @Test
    void nothingIsWrittenOutsideTheFolder() throws IOException {
        Files.createDirectories(temporary.resolve("rules"));
        Files.createDirectories(temporary.resolve("elsewhere"));
        Files.createSymbolicLink(temporary.resolve("rules/link"), temporary.resolve("elsewhere"));
        Files.writeString(temporary.resolve("elsewhere/target.drl"), GENERATED);
        Files.createSymbolicLink(temporary.resolve("rules/file.drl"), temporary.resolve("elsewhere/target.drl"));
        Files.writeString(temporary.resolve("rules/plain"), "");
        Files.createDirectories(temporary.resolve("rules/folder.drl"));

        for (String path : List.of(
                "../x.drl",
                "a/../../x.drl",
                "/x.drl",
                "",
                ".",
                "link/x.drl",
                "file.drl",
                "plain/x.drl",
                "folder.drl",
                "a\0.drl",
                "link/../x.drl")) {
            assertInstanceOf(WriteResult.Refused.class, folder().write(path, NEWER, true), path);
        }
        try (Stream<Path> files = Files.walk(temporary.resolve("elsewhere"))) {
            assertEquals(2, files.count());
        }
        assertEquals(GENERATED, Files.readString(temporary.resolve("elsewhere/target.drl")));
    }
}
