package io.tripline.dialect.elastic.query;

import io.tripline.event.FieldPath;
import io.tripline.event.Network;
import io.tripline.rule.Test;
import java.util.List;
import java.util.Set;

/**
 * A field as Elastic's index mappings have it. A rule does not say the type of its fields, but what a value means depends
 * on it. The mappings of ECS and of Elastic's integrations are keyword (whole value, with case) but for the families
 * named here; what Elastic keeps as numbers and booleans compares by its text.
 *
 * @param path where the event holds the value: a sub-field that exists only in the index ({@code process.name.caseless},
 *     {@code process.command_line.text}) is read from its parent
 */
public record ElasticField(FieldPath path, Mapping mapping) {

    /** How Elasticsearch compares a value of the field. */
    public enum Mapping {
        /** Whole value, with case. */
        KEYWORD,
        /** Whole value, without case: sub-fields {@code .caseless}. */
        CASELESS,
        /** Words, without case: {@code text} and {@code match_only_text}. */
        TEXT,
        /** Addresses and networks. */
        IP,
        /** Moments. */
        DATE
    }

    /** ECS 9 and Elastic's Windows integration: fields that are analysed text themselves. */
    private static final Set<String> TEXT_FIELDS = Set.of(
            "message", "error.message", "powershell.file.script_block_text", "winlog.event_data.ScriptBlockText");

    /** Last names of ECS fields with a sub-field {@code .text}. */
    private static final Set<String> WITH_TEXT = Set.of(
            "command_line",
            "executable",
            "title",
            "working_directory",
            "full_name",
            "path",
            "target_path",
            "content",
            "original",
            "full",
            "stack_trace",
            "name",
            "description",
            "entity_name");

    private static final Set<String> DATES = Set.of(
            "@timestamp",
            "event.created",
            "event.ingested",
            "event.start",
            "event.end",
            "process.start",
            "process.end",
            "file.created",
            "file.mtime",
            "file.ctime",
            "file.accessed");

    /** Last names of ECS fields that are numbers wherever they stand. */
    private static final Set<String> NUMBERS = Set.of(
            "args_count",
            "bytes",
            "duration",
            "exit_code",
            "packets",
            "pgid",
            "pid",
            "port",
            "ppid",
            "risk_score",
            "sequence",
            "size",
            "status_code",
            "ttl",
            "uptime");

    /** Whether a text can be the name of one field. */
    public static boolean isName(String text) {
        return !FieldPath.normalise(text).isBlank() && text.indexOf('*') < 0;
    }

    /** @param name of which {@link #isName} holds */
    public static ElasticField of(String name) {
        int dot = name.lastIndexOf('.');
        String parent = dot < 0 ? "" : name.substring(0, dot);
        String last = name.substring(dot + 1);
        if (last.equals("caseless") && isName(parent)) {
            return new ElasticField(new FieldPath(parent), Mapping.CASELESS);
        }
        if (last.equals("text") && WITH_TEXT.contains(parent.substring(parent.lastIndexOf('.') + 1))) {
            return new ElasticField(new FieldPath(parent), Mapping.TEXT);
        }
        return new ElasticField(new FieldPath(name), mapping(name, last));
    }

    /** Whether ECS has it as a number, so that an unquoted one is compared as such. */
    public boolean isNumber() {
        return NUMBERS.contains(path.text().substring(path.text().lastIndexOf('.') + 1));
    }

    /** Equality on a field of addresses, where a network is all its addresses. */
    public static Test address(String text) {
        return Network.isPrefixed(text) ? new Test.InSubnet(List.of(text)) : new Test.Is(List.of(text), true);
    }

    private static Mapping mapping(String name, String last) {
        if (TEXT_FIELDS.contains(name)) {
            return Mapping.TEXT;
        }
        if (DATES.contains(name)) {
            return Mapping.DATE;
        }
        return last.equals("ip") || last.endsWith("_ip") ? Mapping.IP : Mapping.KEYWORD;
    }
}
