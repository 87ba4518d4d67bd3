package io.tripline.engine.state;

import io.tripline.event.Key;
import io.tripline.event.Match;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts that {@link StateWriter} wrote. Whatever the bytes are, memory is taken for what is there alone, values are
 * nested so deep at most, and what cannot be is a {@link DamagedState}. One thread.
 */
final class StateReader {

    /** JSON that came in is nested a thousand deep at most. */
    private static final int DEEPEST = 1_200;

    /** Bytes of a number, and digits behind its point: events have none that are longer. */
    private static final int LONGEST_NUMBER = 1 << 20;

    private static final int LARGEST_SCALE = 1 << 20;

    private final BlockInput in;
    private final int version;
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private final List<Match> matches = new ArrayList<>();
    private long lastTime;
    private int depth;

    StateReader(BlockInput in, int version) {
        this.in = in;
        this.version = version;
    }

    /** In which it was written: what later ones added is not there. */
    int version() {
        return version;
    }

    int oneByte() throws IOException {
        return in.read();
    }

    boolean truth() throws IOException {
        int value = in.read();
        return switch (value) {
            case 0 -> false;
            case 1 -> true;
            default -> throw damaged("neither yes nor no: " + value);
        };
    }

    long count() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.read();
            value |= (long) (next & 0x7f) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw damaged("a number without an end");
    }

    /** How many there are of something: fewer than there is room for. */
    int size() throws IOException {
        long size = count();
        if (size < 0 || size > Integer.MAX_VALUE - 8) {
            throw damaged("a size of " + Long.toUnsignedString(size));
        }
        return (int) size;
    }

    long number() throws IOException {
        long value = count();
        return value >>> 1 ^ -(value & 1);
    }

    private int smallNumber() throws IOException {
        long number = number();
        if (number != (int) number) {
            throw damaged("a number that is too large: " + number);
        }
        return (int) number;
    }

    long time() throws IOException {
        lastTime += number();
        return lastTime;
    }

    String text() throws IOException {
        int length = size();
        if (length > 0) {
            return new String(in.read(length - 1), StandardCharsets.UTF_8);
        }
        int chars = size();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < chars; i++) {
            text.append((char) (in.read() << 8 | in.read()));
        }
        return text.toString();
    }

    @Nullable
    String nameOrNull() throws IOException {
        return word(names);
    }

    String name() throws IOException {
        String name = word(names);
        if (name == null) {
            throw damaged("a name is missing");
        }
        return name;
    }

    @Nullable
    String word() throws IOException {
        return word(values);
    }

    private @Nullable String word(List<String> known) throws IOException {
        int place = size();
        return switch (place) {
            case 0 -> null;
            case 1 -> {
                String word = text();
                known.add(word);
                yield word;
            }
            case 2 -> text();
            default -> known(known, place - 3);
        };
    }

    private static <T> T known(List<T> all, int place) throws DamagedState {
        if (place < 0 || place >= all.size()) {
            throw damaged("it points to what has not been there");
        }
        return all.get(place);
    }

    Set<String> names() throws IOException {
        return new LinkedHashSet<>(nameList());
    }

    List<String> nameList() throws IOException {
        int size = size();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(name());
        }
        return all;
    }

    Key key() throws IOException {
        int place = size();
        if (place > 1) {
            return known(keys, place - 2);
        }
        List<String> keyNames = nameList();
        List<@Nullable String> keyValues = new ArrayList<>();
        for (int i = 0; i < keyNames.size(); i++) {
            keyValues.add(word());
        }
        Key key = keyNames.isEmpty() ? Key.NONE : new Key(keyNames, keyValues);
        if (place == 0) {
            keys.add(key);
        }
        return key;
    }

    /** A match that has been read before; null if it follows. */
    @Nullable
    Match matchBefore() throws IOException {
        int back = size();
        return back == 0 ? null : known(matches, matches.size() - back);
    }

    void read(Match match) {
        matches.add(match);
    }

    Map<String, Object> fields() throws IOException {
        int size = size();
        if (size == 0) {
            return Map.of();
        }
        Map<String, Object> fields = LinkedHashMap.newLinkedHashMap(Math.min(size, 16));
        for (int i = 0; i < size; i++) {
            fields.put(name(), present(value()));
        }
        return Collections.unmodifiableMap(fields);
    }

    private static Object present(@Nullable Object value) throws DamagedState {
        if (value == null) {
            throw damaged("a field without a value");
        }
        return value;
    }

    @Nullable
    Object value() throws IOException {
        int tag = in.read();
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.FALSE -> false;
            case Tag.TRUE -> true;
            case Tag.TEXT -> present(word());
            case Tag.INTEGER -> smallNumber();
            case Tag.LONG -> number();
            case Tag.DOUBLE -> Double.longBitsToDouble(eightBytes());
            case Tag.FLOAT -> Float.intBitsToFloat(smallNumber());
            case Tag.DECIMAL -> decimal();
            case Tag.BIG_INTEGER -> bigInteger();
            case Tag.LIST -> list();
            case Tag.OBJECT -> object();
            case Tag.KEY -> key();
            case Tag.MATCH -> FactCodec.readMatch(this);
            default -> throw damaged("no kind of value: " + tag);
        };
    }

    private BigDecimal decimal() throws IOException {
        int scale = smallNumber();
        if (Math.abs((long) scale) > LARGEST_SCALE) {
            throw damaged("a number with " + scale + " digits behind its point");
        }
        return new BigDecimal(bigInteger(), scale);
    }

    private BigInteger bigInteger() throws IOException {
        int length = size();
        if (length == 0 || length > LONGEST_NUMBER) {
            throw damaged("a number of " + length + " bytes");
        }
        return new BigInteger(in.read(length));
    }

    private List<@Nullable Object> list() throws IOException {
        deeper();
        int size = size();
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(value());
        }
        higher();
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> object() throws IOException {
        deeper();
        int size = size();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            object.put(name(), value());
        }
        higher();
        return Collections.unmodifiableMap(object);
    }

    /** Something that holds others begins. */
    void deeper() throws DamagedState {
        if (++depth > DEEPEST) {
            throw damaged("it is nested more than " + DEEPEST + " deep");
        }
    }

    /** It ends. */
    void higher() {
        depth--;
    }

    private long eightBytes() throws IOException {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | in.read();
        }
        return value;
    }

    static DamagedState damaged(String what) {
        return new DamagedState("the state is damaged: " + what);
    }

    void end() throws IOException {
        in.end();
    }
}
