package io.tripline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of events, of which only a window is in memory. */
class EventFileTest {

    private static final EventFormats FORMATS = EventFormats.builtIn();

    private static final EventDecoder DECODER = new EventDecoder(FORMATS);

    @TempDir
    Path folder = Path.of("");

    private record Read(List<Decoded> events, List<Rejection> rejections) {
        List<Object> as() {
            return events.stream().map(each -> each.event().source().get("a")).toList();
        }
    }

    private static Read read(EventStream stream) throws IOException {
        List<Decoded> events = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        for (var next = stream.next(); next != null; next = stream.next()) {
            switch (next) {
                case EventStream.ItemResult.Accepted accepted -> events.add(accepted.decoded());
                case EventStream.ItemResult.Rejected rejected -> rejections.add(rejected.rejection());
            }
        }
        return new Read(events, rejections);
    }

    private Read read(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write(text.getBytes(UTF_8));
        }
        try (EventFile opened = EventFile.open(file, DECODER, 42)) {
            return read(opened.events());
        }
    }

    @ParameterizedTest
    @CsvSource({"events.jsonl", "events.ndjson.gz", "events.json", "events.json.gz", "events"})
    void linesAreReadFromAnyFile(String name) throws IOException {
        Read read = read(name, "{\"a\":1}\nbroken\n{\"a\":2}\n");

        assertEquals(List.of(1, 2), read.as());
        assertEquals(
                List.of(1L), read.rejections().stream().map(Rejection::index).toList());
    }

    @Test
    void aListIsReadFromAFile() throws IOException {
        assertEquals(
                List.of(1, 2),
                read("events.json", "[\n  {\"a\": 1},\n  {\"a\": 2}\n]\n").as());
    }

    @Test
    void anEventWithoutATimeHasThatOfTheOneBefore() throws IOException {
        Read read = read(
                "e.jsonl",
                "{\"a\":1}\n{\"time\":1767225600}\n{\"a\":2}\nno\n{\"a\":3}\n{\"time\":1767225000}\n{\"a\":4}\n");

        assertEquals(
                List.of(42L, 1767225600000L, 1767225600000L, 1767225600000L, 1767225000000L, 1767225000000L),
                read.events().stream().map(each -> each.event().getTimestamp()).toList());
        assertEquals(
                2,
                read.events().stream()
                        .filter(decoded -> decoded.time() instanceof SaidTime.Read)
                        .count());
    }

    @Test
    void aFileLargerThanTheWindowIsReadToItsEnd() throws IOException {
        // Given: 30,000 events, some 2 MB as a list and as lines, through a window of 64 KiB
        Limits small = new Limits(1 << 16, 64, 1 << 20, 4096, 1000, 100_000, 1 << 20, 0, 0, 0);
        EventDecoder decoder = new EventDecoder(FORMATS, small);

        for (boolean list : new boolean[] {true, false}) {
            // When
            Read read = read(decoder.stream(new Numbered(30_000, list), Framing.AUTOMATIC, 0));

            // Then
            assertEquals(30_000, read.events().size());
            assertEquals(0, read.rejections().size());
            assertEquals(29_999, read.as().getLast());
        }
    }

    @Test
    void aLineLongerThanTheWindowIsRejectedAlone() throws IOException {
        Limits tiny = new Limits(4096, 64, 1 << 20, 4096, 1000, 100_000, 1 << 20, 0, 0, 0);
        EventDecoder decoder = new EventDecoder(FORMATS, tiny);
        String text =
                "{\"a\":1}\n{\"a\":\"" + "x".repeat(100_000) + "\"}\n{\"a\":2}\n" + "y".repeat(50_000) + "\n{\"a\":3}";

        for (Framing framing : Framing.values()) {
            Read read = read(decoder.stream(new java.io.ByteArrayInputStream(text.getBytes(UTF_8)), framing, 0));

            assertEquals(List.of(1, 2, 3), read.as(), read.rejections()::toString);
            assertEquals(
                    List.of(1L, 3L),
                    read.rejections().stream().map(Rejection::index).toList());
        }
    }

    @Test
    void aCutGzipFileIsAnErrorOfTheFile() throws IOException {
        Path file = folder.resolve("cut.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"a\":1}\n".repeat(10_000).getBytes(UTF_8));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));

        try (EventFile opened = EventFile.open(file, DECODER, 0)) {
            assertThrows(IOException.class, () -> read(opened.events()));
        }
    }

    @Test
    void aMissingFileIsAnErrorOfTheFile() {
        assertThrows(IOException.class, () -> EventFile.open(folder.resolve("missing"), DECODER, 0));
    }

    @Test
    void whateverAFileBeginsWithItIsRead() throws IOException {
        assertEquals(List.of(1), read("bom", "\uFEFF\n\n {\"a\":1}").as());
        assertEquals(List.of(), read("empty", "").as());
        assertTrue(read("noise.gz", "noise").rejections().size() == 1);
    }

    /** Events by the thousands without holding them: {@code {"a":0,"pad":"…"}} and so on. */
    private static final class Numbered extends InputStream {

        private final int count;
        private final boolean list;
        private int next;
        private byte[] chunk = new byte[0];
        private int at;

        Numbered(int count, boolean list) {
            this.count = count;
            this.list = list;
        }

        @Override
        public int read() {
            if (at == chunk.length && !refill()) {
                return -1;
            }
            return chunk[at++] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == chunk.length && !refill()) {
                return -1;
            }
            int got = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, into, offset, got);
            at += got;
            return got;
        }

        private boolean refill() {
            if (next > count) {
                return false;
            }
            StringBuilder text = new StringBuilder(next == 0 && list ? "[" : "");
            for (int i = 0; i < 100 && next < count; i++, next++) {
                text.append("{\"a\":")
                        .append(next)
                        .append(",\"pad\":\"é")
                        .append("x".repeat(40))
                        .append("\"}");
                text.append(!list ? "\n" : next + 1 < count ? ",\n" : "");
            }
            if (next == count) {
                text.append(list ? "]" : "");
                next++;
            }
            chunk = text.toString().getBytes(UTF_8);
            at = 0;
            return chunk.length > 0;
        }
    }
}
