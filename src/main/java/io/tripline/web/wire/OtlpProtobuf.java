package io.tripline.web.wire;

import com.google.protobuf.CodedInputStream;
import io.tripline.ingest.BodyEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ExportLogsServiceRequest} as protobuf, of opentelemetry-proto 1.x: the few messages that logs are made of, read token by
 * token; fields that are not known are skipped. One thread.
 */
final class OtlpProtobuf {

    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 4_000_000;

    private final CodedInputStream in;
    private final BodyEvents events;
    private final OtlpLogs.Tally into;
    private int values;
    private int told;

    private OtlpProtobuf(byte[] body, BodyEvents events, OtlpLogs.Tally into) {
        this.in = CodedInputStream.newInstance(body);
        this.events = events;
        this.into = into;
    }

    /** @throws WireRefusal it is none */
    static void read(byte[] body, BodyEvents events, OtlpLogs.Tally into) throws WireRefusal {
        OtlpProtobuf reader = new OtlpProtobuf(body, events, into);
        try {
            reader.message(field -> {
                if (field == 1) {
                    reader.resourceLogs();
                    return true;
                }
                return false;
            });
        } catch (IOException broken) {
            throw WireRefusal.malformed("this is no ExportLogsServiceRequest: " + broken.getMessage());
        }
    }

    /** Reads the field that comes, or says that it is none of its. */
    private interface Field {
        boolean read(int number) throws IOException;
    }

    private void message(Field field) throws IOException {
        int tag;
        while ((tag = in.readTag()) != 0) {
            if (!field.read(tag >>> 3)) {
                in.skipField(tag);
            }
        }
    }

    /** A message within the message: its length stands before it. */
    private void inner(Field field) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        message(field);
        in.checkLastTagWas(0);
        in.popLimit(outer);
    }

    private void resourceLogs() throws IOException {
        Map<String, Object> resource = new LinkedHashMap<>();
        List<Raw> records = new ArrayList<>();
        inner(field -> switch (field) {
            case 1 -> {
                inner(part -> part == 1 && keyValue(resource, 0));
                yield true;
            }
            case 2 -> {
                inner(part -> part == 2 && records.add(record()));
                yield true;
            }
            default -> false;
        });
        for (Raw record : records) {
            into.add(new OtlpLogs.LogRecord(
                    record.body,
                    record.attributes,
                    record.about,
                    resource,
                    record.time == 0 ? record.seen : record.time));
        }
    }

    private static final class Raw {
        private final Map<String, Object> attributes = new LinkedHashMap<>();
        private final Map<String, Object> about = new LinkedHashMap<>();
        private @Nullable Object body;
        private long time;
        private long seen;
    }

    private Raw record() throws IOException {
        Raw record = new Raw();
        count();
        inner(field -> {
            switch (field) {
                case 1 -> record.time = in.readFixed64();
                case 3 -> put(record.about, "log.level", in.readStringRequireUtf8());
                case 5 -> record.body = anyValue(0);
                case 6 -> keyValue(record.attributes, 0);
                case 9 -> put(record.about, "trace.id", HexFormat.of().formatHex(in.readByteArray()));
                case 10 -> put(record.about, "span.id", HexFormat.of().formatHex(in.readByteArray()));
                case 11 -> record.seen = in.readFixed64();
                case 12 -> put(record.about, "event.name", in.readStringRequireUtf8());
                default -> {
                    return false;
                }
            }
            return true;
        });
        return record;
    }

    private static void put(Map<String, Object> about, String name, String value) {
        if (!value.isEmpty()) {
            about.put(name, value);
        }
    }

    private boolean keyValue(Map<String, Object> into, int depth) throws IOException {
        String[] key = {""};
        Object[] value = new Object[1];
        inner(field -> {
            if (field == 1) {
                key[0] = in.readStringRequireUtf8();
            } else if (field == 2) {
                value[0] = anyValue(depth);
            }
            return field == 1 || field == 2;
        });
        if (value[0] != null) {
            into.put(key[0], value[0]);
        }
        return true;
    }

    private @Nullable Object anyValue(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("values are nested deeper than " + DEEPEST);
        }
        count();
        Object[] value = new Object[1];
        inner(field -> {
            switch (field) {
                case 1 -> value[0] = in.readStringRequireUtf8();
                case 2 -> value[0] = in.readBool();
                case 3 -> value[0] = in.readInt64();
                case 4 -> value[0] = finite(in.readDouble());
                case 5 -> {
                    List<Object> list = new ArrayList<>();
                    inner(part -> part == 1 && addValue(list, depth + 1));
                    value[0] = list;
                }
                case 6 -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    inner(part -> part == 1 && keyValue(map, depth + 1));
                    value[0] = map;
                }
                case 7 -> value[0] = Base64.getEncoder().encodeToString(in.readByteArray());
                default -> {
                    return false;
                }
            }
            return true;
        });
        return value[0];
    }

    private boolean addValue(List<Object> list, int depth) throws IOException {
        Object value = anyValue(depth);
        if (value != null) {
            list.add(value);
        }
        return true;
    }

    /** JSON, which events are made of, knows no infinity. */
    private static Object finite(double number) {
        return Double.isFinite(number) ? (Object) number : Double.toString(number);
    }

    /** A few bytes of the body can be many values in memory. */
    private void count() throws IOException {
        values++;
        if (values > MOST_VALUES) {
            throw new IOException("it holds more than " + MOST_VALUES + " values");
        }
        if (values - told >= 1000) {
            events.takes(values - told);
            told = values;
        }
    }
}
