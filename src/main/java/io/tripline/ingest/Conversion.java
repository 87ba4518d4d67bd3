package io.tripline.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import inet.ipaddr.IPAddressString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a line of a field view makes of a text: a scalar, a list or an object; null if nothing can be made of it. */
enum Conversion {
    /** The first run of letters, digits, dots, dashes and underscores: of a mail address the part before the @. */
    WORD(text -> first(Patterns.WORD, text)),
    LOWER(text -> text.toLowerCase(Locale.ROOT)),
    UPPER(text -> text.toUpperCase(Locale.ROOT)),
    /** The text is JSON, an object. */
    JSON(Conversion::json),
    /** The text is <code>{name=value, name=value}</code>. */
    PAIRS(Conversion::pairs),
    /** The parts between commas. */
    SPLIT(text -> parts(text, ",")),
    /** Behind the last slash or backslash: a file's name, the last part of a key. */
    NAME(text -> text.substring(lastSlash(text) + 1)),
    /** Before the last slash or backslash. */
    FOLDER(text -> lastSlash(text) < 1 ? null : text.substring(0, lastSlash(text))),
    EXTENSION(Conversion::extension),
    /** Before the first backslash: the domain of {@code DOMAIN\name}. */
    DOMAIN(text -> text.indexOf('\\') < 1 ? null : text.substring(0, text.indexOf('\\'))),
    /** Behind the first backslash: a key of the registry without its hive. */
    BELOW(text -> text.indexOf('\\') < 0 ? null : text.substring(text.indexOf('\\') + 1)),
    /** Before the first dot: the group of {@code repo.create}. */
    GROUP(text -> text.indexOf('.') < 1 ? null : text.substring(0, text.indexOf('.'))),
    /** Behind the @ of a mail address. */
    HOST(text -> text.indexOf('@') < 0 ? null : text.substring(text.lastIndexOf('@') + 1)),
    /** An address, without its port. */
    ADDRESS(Conversion::address),
    /** A number, also one in hexadecimal digits behind {@code 0x}, in decimal digits. */
    DECIMAL(Conversion::decimal),
    /** The arguments of a command line as Windows programs read it. */
    ARGS(CommandLine::arguments),
    COUNT(text -> CommandLine.arguments(text).size()),
    /** {@code MD5=…,SHA256=…} under lower-case names. */
    HASHES(Conversion::hashes),
    /** Of {@code DWORD (0x00000001)} the number, in both ways in which it is written; another text is itself. */
    REGISTRY(Conversion::registry),
    /** The other way round, of a number of 32 bits. */
    DWORD(Conversion::dword);

    private static final int MOST_PARTS = 1000;

    /** What a text inside an event may hold when it is read as JSON. */
    private static final Limits INSIDE_A_TEXT = new Limits(1 << 20, 16, 1 << 16, 256, 100, 2000, 1 << 17, 0, 0, 0);

    private final Function<String, @Nullable Object> function;

    Conversion(Function<String, @Nullable Object> function) {
        this.function = function;
    }

    @Nullable
    Object of(String text) {
        return text.isEmpty() || text.length() > INSIDE_A_TEXT.bodyBytes() ? null : function.apply(text);
    }

    /** As it is written in a table. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static final class Patterns {
        private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]++");
        private static final Pattern NUMBER = Pattern.compile("(?:DWORD|QWORD) \\((0x[0-9a-fA-F]{1,16})\\)");
        private static final Pattern ADDRESS =
                Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:%\\w+)?");
        private static final Pattern PORT =
                Pattern.compile("\\[([0-9a-fA-F:.]{2,45})](?::\\d{1,5})?|([0-9.]{7,15}):\\d{1,5}");
    }

    private static @Nullable String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group() : null;
    }

    private static int lastSlash(String text) {
        return Math.max(text.lastIndexOf('\\'), text.lastIndexOf('/'));
    }

    private static @Nullable String extension(String path) {
        int dot = path.lastIndexOf('.');
        return dot <= lastSlash(path) + 1 || dot == path.length() - 1 ? null : path.substring(dot + 1);
    }

    private static @Nullable String address(String text) {
        Matcher port = Patterns.PORT.matcher(text);
        String address = port.matches() ? (port.group(1) == null ? port.group(2) : port.group(1)) : text;
        return Patterns.ADDRESS.matcher(address).matches() && new IPAddressString(address).isValid() ? address : null;
    }

    private static @Nullable String decimal(String text) {
        try {
            return text.startsWith("0x") ? Long.toUnsignedString(Long.parseUnsignedLong(text.substring(2), 16)) : text;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static @Nullable Object json(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return null;
        }
        try (JsonParser parser = TreeReader.JSON.createParser(text)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? new TreeReader(INSIDE_A_TEXT).object(parser) : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static List<String> parts(String text, String comma) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(comma, MOST_PARTS)) {
            parts.add(part.strip());
        }
        return parts;
    }

    /** A part without {@code =} belongs to the value before it, which holds a comma of its own. */
    private static @Nullable Map<String, Object> pairs(String text) {
        if (text.length() > INSIDE_A_TEXT.textLength()) {
            return null;
        }
        boolean braced = text.startsWith("{") && text.endsWith("}") && text.length() > 1;
        String[] parts = (braced ? text.substring(1, text.length() - 1) : text).split(", ", INSIDE_A_TEXT.values());
        Map<String, Object> pairs = new LinkedHashMap<>();
        String name = null;
        StringBuilder value = new StringBuilder();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals > 0 && equals <= INSIDE_A_TEXT.nameLength()) {
                putPair(pairs, name, value);
                name = part.substring(0, equals);
                value.setLength(0);
                value.append(part, equals + 1, part.length());
            } else {
                value.append(", ").append(part);
            }
        }
        putPair(pairs, name, value);
        return pairs;
    }

    private static void putPair(Map<String, Object> pairs, @Nullable String name, StringBuilder value) {
        if (name != null) {
            pairs.put(name, value.toString());
        }
    }

    private static Map<String, Object> hashes(String text) {
        Map<String, Object> hashes = new LinkedHashMap<>();
        for (String part : parts(text, ",")) {
            int equals = part.indexOf('=');
            if (equals > 0 && equals <= INSIDE_A_TEXT.nameLength()) {
                hashes.put(part.substring(0, equals).toLowerCase(Locale.ROOT), part.substring(equals + 1));
            }
        }
        return hashes;
    }

    private static Object registry(String details) {
        Matcher number = Patterns.NUMBER.matcher(details);
        if (!number.matches()) {
            return details;
        }
        return List.of(number.group(1), String.valueOf(decimal(number.group(1))));
    }

    private static @Nullable String dword(String number) {
        try {
            return String.format("DWORD (0x%08x)", Integer.parseUnsignedInt(String.valueOf(decimal(number))));
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
