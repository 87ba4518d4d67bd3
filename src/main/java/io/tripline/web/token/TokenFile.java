package io.tripline.web.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of senders on disk: {@code tokens.ndjson} in the data folder, one a line, hashes alone. Replaced as a whole, so that
 * who reads it beside that sees the old or the new one.
 */
public final class TokenFile {

    /** More than anybody has senders; each request is compared with all. */
    public static final int MOST = 1_000;

    private static final String NAME = "tokens.ndjson";
    private static final long LARGEST = 16L * 1024 * 1024;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Path file;
    private final ObjectMapper json = new ObjectMapper();

    /** @param data the data folder */
    public TokenFile(Path data) {
        this.file = data.resolve(NAME);
    }

    public Path path() {
        return file;
    }

    /**
     * @return empty if there is no file
     * @throws IOException it cannot be read, or holds something else; the message names the line
     */
    public List<SenderToken> read() throws IOException {
        List<SenderToken> tokens = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        int line = 0;
        for (String text : lines()) {
            line++;
            if (text.isBlank()) {
                continue;
            }
            try {
                SenderToken token = token(json.readValue(text, OBJECT));
                if (!names.add(token.name())) {
                    throw new IllegalArgumentException("there are two tokens of the name " + token.name());
                }
                tokens.add(token);
            } catch (JsonProcessingException | IllegalArgumentException | DateTimeParseException broken) {
                String reason = broken instanceof IllegalArgumentException ? broken.getMessage() : "this is no token";
                throw new IOException(file + ":" + line + ": " + reason, broken);
            }
        }
        if (tokens.size() > MOST) {
            throw new IOException(file + ": it holds more than " + MOST + " tokens");
        }
        return tokens;
    }

    private List<String> lines() throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + ": it is longer than " + LARGEST + " bytes");
            }
            return Files.readAllLines(file);
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static SenderToken token(Map<String, Object> fields) {
        Map<String, String> stamp = new LinkedHashMap<>();
        if (fields.get("stamp") instanceof Map<?, ?> map) {
            map.forEach((field, value) -> stamp.put(String.valueOf(field), String.valueOf(value)));
        }
        Set<String> formats = new LinkedHashSet<>();
        if (fields.get("formats") instanceof List<?> list) {
            list.forEach(format -> formats.add(String.valueOf(format)));
        }
        Object expires = fields.get("expires");
        return new SenderToken(
                String.valueOf(fields.get("name")),
                String.valueOf(fields.get("sha256")),
                formats,
                stamp,
                fields.get("rate") instanceof Number rate ? rate.doubleValue() : 0,
                Instant.parse(String.valueOf(fields.get("created"))),
                expires == null ? null : Instant.parse(String.valueOf(expires)));
    }

    public void write(List<SenderToken> tokens) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        StringBuilder text = new StringBuilder();
        for (SenderToken token : tokens) {
            text.append(json.writeValueAsString(fields(token))).append('\n');
        }
        Path fresh = ownersAlone(file.resolveSibling(NAME + ".new"));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path ownersAlone(Path path) throws IOException {
        Files.deleteIfExists(path);
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(path);
    }

    /** As it is written, and shown: without the token. */
    public static Map<String, @Nullable Object> fields(SenderToken token) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", token.name());
        fields.put("sha256", token.hash());
        fields.put("formats", token.formats().stream().sorted().toList());
        fields.put("stamp", token.stamp());
        fields.put("rate", token.rate());
        fields.put("created", token.created().toString());
        fields.put("expires", token.expires() == null ? null : token.expires().toString());
        return fields;
    }
}
