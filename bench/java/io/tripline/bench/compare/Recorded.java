package io.tripline.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Events of a file, one a line, again and again. */
record Recorded(List<String> lines) {

    static Recorded of(Path file) {
        try {
            List<String> lines = Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            if (lines.isEmpty()) {
                throw new Failure(file + " has no events");
            }
            return new Recorded(lines);
        } catch (IOException e) {
            throw new Failure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    Maker again() {
        int[] next = {0};
        return out -> {
            out.append(lines.get(next[0])).append('\n');
            next[0] = (next[0] + 1) % lines.size();
        };
    }
}
