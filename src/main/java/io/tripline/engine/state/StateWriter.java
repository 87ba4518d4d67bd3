package io.tripline.engine.state;

import io.tripline.event.Key;
import io.tripline.event.Match;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of which a state is written, as {@link StateReader} reads them; {@link StateCodec} says how they look. What is
 * written again is written as a number. One thread.
 */
final class StateWriter {

    /** Words that are longer, and more of them, are written in full each time. */
    static final int LONGEST_WORD = 256;

    static final int MOST_WORDS = 1 << 16;
    static final int MOST_KEYS = 1 << 20;

    private final BlockOutput out;
    private final Words names = new Words();
    private final Words values = new Words();
    private final Map<NamedKey, Integer> keys = new HashMap<>();
    private final Map<Match, Integer> matches = new IdentityHashMap<>();
    private long lastTime;

    /** A key with its names: keys are equal by their values alone. */
    private record NamedKey(List<String> names, List<@Nullable String> values) {}

    StateWriter(BlockOutput out) {
        this.out = out;
    }

    void oneByte(int value) throws IOException {
        out.write(value);
    }

    void truth(boolean value) throws IOException {
        out.write(value ? 1 : 0);
    }

    /** Not negative mostly: seven bits a byte, the lowest first. */
    void count(long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Of either sign. */
    void number(long value) throws IOException {
        count(value << 1 ^ value >> 63);
    }

    /** As the distance from the one before. */
    void time(long value) throws IOException {
        number(value - lastTime);
        lastTime = value;
    }

    void text(String text) throws IOException {
        if (isUnpaired(text)) {
            count(0);
            count(text.length());
            for (int i = 0; i < text.length(); i++) {
                out.write(text.charAt(i) >>> 8);
                out.write(text.charAt(i));
            }
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        count(bytes.length + 1L);
        out.write(bytes);
    }

    /** UTF-8 has no form for half a surrogate pair, and JSON has. */
    private static boolean isUnpaired(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    /** Of a rule, a stream, a field: there are few. */
    void name(@Nullable String name) throws IOException {
        names.write(name);
    }

    /** What stands in a field: some come often. */
    void word(@Nullable String value) throws IOException {
        values.write(value);
    }

    private final class Words {

        private final Map<String, Integer> known = new HashMap<>();

        private void write(@Nullable String word) throws IOException {
            Integer place = word == null ? null : known.get(word);
            if (word == null) {
                count(0);
            } else if (place != null) {
                count(place);
            } else if (word.length() <= LONGEST_WORD && known.size() < MOST_WORDS) {
                known.put(word, known.size() + 3);
                count(1);
                text(word);
            } else {
                count(2);
                text(word);
            }
        }
    }

    /** In one order, whatever that of the set is. */
    void names(Set<String> all) throws IOException {
        names(all.stream().sorted().toList());
    }

    void names(List<String> all) throws IOException {
        count(all.size());
        for (String name : all) {
            name(name);
        }
    }

    void key(Key key) throws IOException {
        NamedKey named = new NamedKey(key.names(), key.values());
        Integer place = keys.get(named);
        if (place != null) {
            count(place);
            return;
        }
        boolean isKept = keys.size() < MOST_KEYS;
        if (isKept) {
            keys.put(named, keys.size() + 2);
        }
        count(isKept ? 0 : 1);
        names(key.names());
        for (String value : key.values()) {
            word(value);
        }
    }

    /** Whether the match has been written before; then it stands there as a number, else 0 does. */
    boolean isWritten(Match match) throws IOException {
        Integer place = matches.get(match);
        count(place == null ? 0 : matches.size() - place);
        return place != null;
    }

    /** The next match that is not a number is this. */
    void written(Match match) {
        matches.put(match, matches.size());
    }

    void fields(Map<String, ?> fields) throws IOException {
        count(fields.size());
        for (Map.Entry<String, ?> field : fields.entrySet()) {
            name(field.getKey());
            value(field.getValue());
        }
    }

    /** A scalar, or a list or an object of such; of what is none of these, its text. */
    void value(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.write(Tag.NULL);
            case Boolean truth -> out.write(truth ? Tag.TRUE : Tag.FALSE);
            case String text -> {
                out.write(Tag.TEXT);
                word(text);
            }
            case Integer number -> {
                out.write(Tag.INTEGER);
                number(number);
            }
            case Long number -> {
                out.write(Tag.LONG);
                number(number);
            }
            case Double number -> {
                out.write(Tag.DOUBLE);
                eightBytes(Double.doubleToRawLongBits(number));
            }
            case Float number -> {
                out.write(Tag.FLOAT);
                number(Float.floatToRawIntBits(number));
            }
            case BigDecimal number -> {
                out.write(Tag.DECIMAL);
                number(number.scale());
                bytes(number.unscaledValue());
            }
            case BigInteger number -> {
                out.write(Tag.BIG_INTEGER);
                bytes(number);
            }
            case Collection<?> many -> {
                out.write(Tag.LIST);
                count(many.size());
                for (Object each : many) {
                    value(each);
                }
            }
            case Map<?, ?> object -> {
                out.write(Tag.OBJECT);
                count(object.size());
                for (Map.Entry<?, ?> member : object.entrySet()) {
                    name(String.valueOf(member.getKey()));
                    value(member.getValue());
                }
            }
            case Key key -> {
                out.write(Tag.KEY);
                key(key);
            }
            case Match match -> {
                out.write(Tag.MATCH);
                FactCodec.write(match, this);
            }
            default -> {
                out.write(Tag.TEXT);
                word(value.toString());
            }
        }
    }

    private void bytes(BigInteger number) throws IOException {
        byte[] bytes = number.toByteArray();
        count(bytes.length);
        out.write(bytes);
    }

    private void eightBytes(long value) throws IOException {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    void end() throws IOException {
        out.end();
    }
}
