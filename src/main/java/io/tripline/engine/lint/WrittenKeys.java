package io.tripline.engine.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what a rule groups the matches that it writes to a stream.
 *
 * @param names as alerts show them; empty where all matches are one group
 * @param paths of the fields, in the same order
 */
record WrittenKeys(String stream, List<String> names, List<String> paths) {

    private static final Pattern WRITE =
            Pattern.compile("\\bstreams\\s*\\.\\s*write\\s*\\(\\s*\"([^\"\\\\]*+)\"\\s*,\\s*Match\\s*\\.\\s*"
                    + "(of|ofRule|step|steps|lastStep|lastSteps)\\s*\\(");
    private static final Pattern ARGUMENT = Pattern.compile("\\G\\s*(?:\"([^\"\\\\]*+)\"|[\\w$.]++)\\s*([,)])");

    WrittenKeys {
        names = List.copyOf(names);
        paths = List.copyOf(paths);
    }

    /** Those that are written with plain literals; others are left out. */
    static List<WrittenKeys> of(String consequence) {
        List<WrittenKeys> written = new ArrayList<>();
        Matcher write = WRITE.matcher(consequence);
        while (write.find()) {
            List<String> texts = texts(consequence, write.end());
            if (texts != null) {
                boolean named = write.group(2).equals("ofRule");
                List<String> keys = named && !texts.isEmpty() ? texts.subList(1, texts.size()) : texts;
                written.add(new WrittenKeys(
                        write.group(1),
                        keys.stream().map(WrittenKeys::name).toList(),
                        keys.stream().map(WrittenKeys::path).toList()));
            }
        }
        return written;
    }

    /** The texts among the arguments from there; null if they are not literals and variables alone. */
    private static @Nullable List<String> texts(String consequence, int from) {
        List<String> texts = new ArrayList<>();
        Matcher argument = ARGUMENT.matcher(consequence).region(from, consequence.length());
        while (argument.find()) {
            if (argument.group(1) != null) {
                texts.add(argument.group(1));
            }
            if (argument.group(2).equals(")")) {
                return texts;
            }
        }
        return null;
    }

    private static String name(String key) {
        String required = key.startsWith("?") ? key.substring(1) : key;
        int equals = required.indexOf('=');
        return equals < 0 ? required : required.substring(0, equals);
    }

    private static String path(String key) {
        String required = key.startsWith("?") ? key.substring(1) : key;
        return required.substring(required.indexOf('=') + 1);
    }
}
