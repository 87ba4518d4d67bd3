package io.tripline.alert.sink;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.tripline.problem.Visible;
import org.jspecify.annotations.Nullable;

/**
 * Escapes in JSON what JSON does not ask for: every character of {@link Visible}, so that what an event holds is safe where
 * the JSON is shown. Any parser reads the same text. For {@code JsonFactory.setCharacterEscapes}.
 */
public final class InvisibleEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1;

    private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

    public InvisibleEscapes() {
        ascii[0x7f] = CharacterEscapes.ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    /** Called for each UTF-16 unit: the halves of a pair are left alone, they belong together. */
    @Override
    public @Nullable SerializableString getEscapeSequence(int unit) {
        return !Character.isSurrogate((char) unit) && Visible.isInvisible(unit)
                ? new SerializedString(Visible.escape(unit))
                : null;
    }
}
