package io.tripline.engine.state;

import io.tripline.alert.Alert;
import io.tripline.event.Match;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * States, changes, matches and alerts as bytes, and back. What a later program reads is what this one wrote: bytes of every
 * version from 1 on are read, those of a later version than {@link #VERSION} are refused by name.
 *
 * <pre>
 * file   = 'T' 'L' version kind block* 0000        kind: S state, C changes, M match, A alert
 * block  = length(4 bytes) bytes crc32c(4 bytes)   at most 64 KiB; what is in them runs on from one to the next
 *
 * count  = seven bits a byte, the lowest first, the eighth says that more follow
 * number = a count, the sign in its lowest bit     time = number, the distance from the time before
 * text   = count + 1, UTF-8                        with half a surrogate pair: 0, count, two bytes a char
 * name   = 0 none, 1 text (is kept), 2 text, or 3 + its place among those kept: of rules, streams, fields
 * word   = the same, of values
 * key    = 0 names words (is kept), 1 names words, or 2 + its place among those kept
 * match  = 0 flags key time arrival log (id) (rule) (step) (stage) (fields) (matches behind it), or how many matches before
 * value  = tag, then what {@link Tag} says
 * </pre>
 *
 * Values come back equal, and one match that stands in several places comes back as one. Memory is taken for bytes that are
 * there; no length is believed.
 */
public final class StateCodec {

    /** What is written now. */
    public static final int VERSION = 3;

    private static final int STATE = 'S';
    private static final int CHANGES = 'C';
    private static final int MATCH = 'M';
    private static final int ALERT = 'A';
    private static final int FACT = 'F';
    private static final int EVENT = 'E';

    private StateCodec() {}

    private interface Writing<T> {
        void write(T value, StateWriter to) throws IOException;
    }

    private interface Reading<T> {
        T read(StateReader from) throws IOException;
    }

    public static void write(EngineState state, OutputStream out) throws IOException {
        write(STATE, state, EngineStateCodec::write, out);
    }

    /**
     * Reads to the end of the state, and not beyond it.
     *
     * @throws DamagedState it is none, is damaged, or is of a later version
     */
    public static EngineState read(InputStream in) throws IOException {
        return read(STATE, EngineStateCodec::read, in);
    }

    /** What one batch changed. */
    public static byte[] bytes(List<StateChange> changes) {
        return bytes(CHANGES, changes, (all, to) -> {
            to.count(all.size());
            for (StateChange change : all) {
                EngineStateCodec.write(change, to);
            }
        });
    }

    public static List<StateChange> changes(byte[] bytes) throws DamagedState {
        return read(CHANGES, bytes, from -> {
            int size = from.size();
            List<StateChange> all = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                all.add(EngineStateCodec.readChange(from));
            }
            return List.copyOf(all);
        });
    }

    public static byte[] bytes(Match match) {
        return bytes(MATCH, match, FactCodec::write);
    }

    public static Match match(byte[] bytes) throws DamagedState {
        return read(MATCH, bytes, FactCodec::readMatch);
    }

    /** To be compared with those of others. */
    static byte[] bytes(HeldFact fact) {
        return bytes(FACT, fact, FactCodec::write);
    }

    /** To be compared with those of others. */
    static byte[] bytes(HeldEvent event) {
        return bytes(EVENT, event, EngineStateCodec::write);
    }

    public static byte[] bytes(Alert alert) {
        return bytes(ALERT, alert, FactCodec::write);
    }

    public static Alert alert(byte[] bytes) throws DamagedState {
        return read(ALERT, bytes, FactCodec::readAlert);
    }

    private static <T> byte[] bytes(int kind, T value, Writing<T> writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(kind, value, writing, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return bytes.toByteArray();
    }

    private static <T> void write(int kind, T value, Writing<T> writing, OutputStream out) throws IOException {
        out.write(new byte[] {'T', 'L', VERSION, (byte) kind});
        StateWriter writer = new StateWriter(new BlockOutput(out));
        writing.write(value, writer);
        writer.end();
    }

    private static <T> T read(int kind, byte[] bytes, Reading<T> reading) throws DamagedState {
        try {
            return read(kind, reading, new ByteArrayInputStream(bytes));
        } catch (DamagedState damaged) {
            throw damaged;
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory", impossible);
        }
    }

    private static <T> T read(int kind, Reading<T> reading, InputStream in) throws IOException {
        byte[] head = in.readNBytes(4);
        if (head.length < 4 || head[0] != 'T' || head[1] != 'L') {
            throw new DamagedState("this is no state of Tripline");
        }
        int version = head[2] & 0xff;
        if (version < 1 || version > VERSION) {
            throw new DamagedState("this state is of version " + version + ", and this program reads versions up to "
                    + VERSION + ": start the newer program that wrote it");
        }
        if (head[3] != kind) {
            throw new DamagedState(
                    "this is a state of kind '" + (char) (head[3] & 0xff) + "', not '" + (char) kind + "'");
        }
        StateReader reader = new StateReader(new BlockInput(in), version);
        try {
            T value = reading.read(reader);
            reader.end();
            return value;
        } catch (IllegalArgumentException contradictory) {
            throw StateReader.damaged(String.valueOf(contradictory.getMessage()));
        }
    }
}
