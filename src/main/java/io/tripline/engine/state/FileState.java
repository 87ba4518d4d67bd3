package io.tripline.engine.state;

import java.util.List;

/**
 * What the windows of one DRL file hold.
 *
 * @param text SHA-256 of the file's text, in hexadecimal: while it is the same, its groups go on as they stand
 * @param sources decide what goes on where the text is another
 * @param levels in their order
 */
public record FileState(String file, String text, StreamSources sources, List<HeldLevel> levels) {

    public FileState {
        levels = List.copyOf(levels);
    }
}
