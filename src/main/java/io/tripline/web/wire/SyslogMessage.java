package io.tripline.web.wire;

import io.tripline.event.EventTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of syslog, without its header: RFC 5424, and RFC 3164 with a time in its form or in ISO's, as rsyslog and syslog-ng write
 * it. A header that cannot be read is part of the message.
 *
 * @param fields of the header, by Elastic's names
 * @param time ms since the epoch; null where the header has none that is one moment
 */
record SyslogMessage(
        String text, Map<String, Object> fields, @Nullable Long time) {

    private static final int SEVERITIES = 8;
    private static final int HIGHEST_PRIORITY = 191;
    private static final int LONGEST_WORD = 255;
    private static final int LONGEST_DATA = 8192;

    /** Of {@code Jan  2 03:04:05}. */
    private static final int LEGACY_TIME = 15;

    private static final String CEE = "@cee:";
    private static final String NOTHING = "-";

    static SyslogMessage read(String line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        int close = line.startsWith("<") ? line.indexOf('>') : -1;
        int priority = close > 1 && close <= 4 ? number(line.substring(1, close)) : -1;
        if (priority < 0 || priority > HIGHEST_PRIORITY) {
            return new SyslogMessage(payload(line), fields, null);
        }
        fields.put("log.syslog.priority", priority);
        fields.put("log.syslog.facility.code", priority / SEVERITIES);
        fields.put("log.syslog.severity.code", priority % SEVERITIES);
        Words words = new Words(line, close + 1);
        SyslogMessage message = line.startsWith("1 ", close + 1) ? modern(words, fields) : legacy(words, fields);
        return message != null ? message : new SyslogMessage(payload(line.substring(close + 1)), fields, null);
    }

    private static @Nullable SyslogMessage modern(Words words, Map<String, Object> priority) {
        Map<String, Object> fields = new LinkedHashMap<>(priority);
        words.next();
        String time = words.next();
        put(fields, "host.hostname", words.next());
        put(fields, "process.name", words.next());
        put(fields, "process.pid", words.next());
        put(fields, "log.syslog.msgid", words.next());
        String data = words.structuredData();
        if (time == null || data == null) {
            return null;
        }
        put(fields, "log.syslog.structured_data", data);
        return new SyslogMessage(payload(words.rest()), fields, EventTime.parse(time));
    }

    private static @Nullable SyslogMessage legacy(Words words, Map<String, Object> priority) {
        Map<String, Object> fields = new LinkedHashMap<>(priority);
        String time = words.time();
        String host = words.next();
        String tag = words.next();
        if (time == null || host == null || tag == null || !tag.endsWith(":")) {
            return null;
        }
        int bracket = tag.indexOf('[');
        put(fields, "host.hostname", host);
        put(fields, "process.name", tag.substring(0, bracket > 0 ? bracket : tag.length() - 1));
        if (bracket > 0 && tag.endsWith("]:")) {
            put(fields, "process.pid", tag.substring(bracket + 1, tag.length() - 2));
        }
        return new SyslogMessage(payload(words.rest()), fields, EventTime.parse(time));
    }

    private static int number(String digits) {
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(digits) : -1;
    }

    /** What is there, without the marks of UTF-8 and of JSON. */
    private static String payload(String text) {
        String stripped = (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
        String inner =
                stripped.startsWith(CEE) ? stripped.substring(CEE.length()).strip() : stripped;
        return inner.isEmpty() ? NOTHING : inner;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null && !value.equals(NOTHING)) {
            fields.put(name, value);
        }
    }

    /** The words of a line between single blanks. */
    private static final class Words {

        private final String line;
        private int at;

        Words(String line, int from) {
            this.line = line;
            this.at = from;
        }

        /** Null at the end, and where none of a usual length follows. */
        @Nullable
        String next() {
            int end = line.indexOf(' ', at);
            int to = end < 0 ? line.length() : end;
            if (to == at || to - at > LONGEST_WORD) {
                return null;
            }
            String word = line.substring(at, to);
            at = Math.min(line.length(), to + 1);
            return word;
        }

        /** In ISO's form one word, else three and of a fixed length. */
        @Nullable
        String time() {
            if (at < line.length() && Character.isDigit(line.charAt(at))) {
                return next();
            }
            if (line.length() < at + LEGACY_TIME + 1 || line.charAt(at + LEGACY_TIME) != ' ') {
                return null;
            }
            String time = line.substring(at, at + LEGACY_TIME);
            at += LEGACY_TIME + 1;
            return time;
        }

        /** Elements in brackets, in which a bracket may stand between quotes; or a dash. */
        @Nullable
        String structuredData() {
            int from = at;
            if (line.startsWith(NOTHING, at)) {
                at++;
            } else {
                while (at < line.length() && line.charAt(at) == '[') {
                    if (!skipElement(Math.min(line.length(), from + LONGEST_DATA))) {
                        return null;
                    }
                }
            }
            String data = line.substring(from, at);
            if (at < line.length() && line.charAt(at) != ' ') {
                return null;
            }
            at = Math.min(line.length(), at + 1);
            return data.isEmpty() ? null : data;
        }

        private boolean skipElement(int end) {
            boolean quoted = false;
            for (; at < end; at++) {
                char c = line.charAt(at);
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (c == ']' && !quoted) {
                    at++;
                    return true;
                }
            }
            return false;
        }

        String rest() {
            return at >= line.length() ? "" : line.substring(at);
        }
    }
}
