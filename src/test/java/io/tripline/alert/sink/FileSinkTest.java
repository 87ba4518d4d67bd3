package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest extends SinkContract {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("alerts.ndjson");
    }

    @Override
    Sink sink() {
        return new FileSink(file(), 10_000_000, 3);
    }

    @Override
    List<String> arrived() throws IOException {
        return ids(file());
    }

    private static List<String> ids(Path file) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readString(file).split("\n")) {
            ids.add(new ObjectMapper().readTree(line).get("id").asText());
        }
        return ids;
    }

    private static Outcome send(Sink sink, String id) throws InterruptedException {
        return sink.send(List.of(alert(id, "text"))).getFirst();
    }

    @Test
    void aFullFileIsRenamedAndTheOldestGo() throws Exception {
        // Given room for one alert in each file
        Sink sink = new FileSink(file(), 500, 2);

        // When
        for (int i = 1; i <= 5; i++) {
            send(sink, "id-" + i);
        }

        // Then
        assertEquals(List.of("id-5"), arrived());
        assertEquals(List.of("id-4"), ids(folder.resolve("alerts.ndjson.1")));
        assertEquals(List.of("id-3"), ids(folder.resolve("alerts.ndjson.2")));
        assertFalse(Files.exists(folder.resolve("alerts.ndjson.3")));
    }

    @Test
    void whatACrashCutOffIsWrittenOver() throws Exception {
        // Given
        send(sink(), "id-1");
        Files.writeString(file(), "{\"id\":\"id-2\",\"rule\":" + " ".repeat(200_000), StandardOpenOption.APPEND);

        // When
        send(sink(), "id-2");

        // Then
        assertEquals(List.of("id-1", "id-2"), arrived());
    }

    @Test
    void aFileOfAnotherProgramIsLeftAlone() throws Exception {
        // Given
        Files.writeString(file(), "127.0.0.1 localhost");

        // When
        Outcome outcome = send(sink(), "id-1");

        // Then
        assertTrue(assertInstanceOf(Outcome.Later.class, outcome).why().contains("another program's"));
        assertEquals("127.0.0.1 localhost", Files.readString(file()));
    }

    @Test
    void aFolderThatIsGoneIsWaitedFor() throws Exception {
        // Given
        Path inside = folder.resolve("mounted/alerts.ndjson");
        Sink sink = new FileSink(inside, 10_000, 3);

        // When, Then
        assertInstanceOf(Outcome.Later.class, send(sink, "id-1"));
        Files.createDirectory(folder.resolve("mounted"));
        assertInstanceOf(Outcome.Delivered.class, send(sink, "id-1"));
        assertEquals(List.of("id-1"), ids(inside));
    }
}
