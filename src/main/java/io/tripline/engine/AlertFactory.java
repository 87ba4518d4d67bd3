package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.alert.Evidence;
import io.tripline.alert.Finding;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.event.Event;
import io.tripline.event.Sha256;
import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the alert of a finding: its id, its sentence and its window come from the rule's own text. */
public final class AlertFactory {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]{1,200})}");
    private static final int LONGEST_VALUE = 200;

    private AlertFactory() {}

    /** Of what a match rule found in an event. */
    static Alert alert(LoadedRule rule, Finding finding, Event event) {
        return alert(rule, finding, event.getTimestamp(), event);
    }

    /** @param timestamp ms since the epoch */
    public static Alert alert(LoadedRule rule, Finding finding, long timestamp) {
        return alert(rule, finding, timestamp, null);
    }

    private static Alert alert(LoadedRule rule, Finding finding, long timestamp, @Nullable Event event) {
        RuleOutline.Window window = rule.outline().told();
        AlertOverrides overrides = new AlertOverrides(rule.outline(), finding, event);
        Alert.RuleInfo info = overrides.info(rule.info());
        return new Alert(
                id(rule.outline().id(), finding),
                info,
                timestamp,
                reason(rule.outline(), info, finding, event),
                window == null ? null : new Alert.Window(timestamp - window.millis(), timestamp),
                overrides.finding());
    }

    /** The first 16 bytes of a SHA-256 over rule, group, count and the events that are shown: the same events give the same alert anywhere. */
    private static String id(String ruleId, Finding finding) {
        MessageDigest digest = Sha256.digest();
        update(digest, ruleId);
        finding.group().values().forEach(value -> update(digest, value));
        update(digest, null);
        if (finding.more() > 0) {
            update(digest, Integer.toString(finding.more()));
        }
        for (Evidence event : finding.events()) {
            update(digest, event.id());
            update(digest, Long.toString(event.time()));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static void update(MessageDigest digest, @Nullable String part) {
        byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        // the length in front keeps ("a", "bc") and ("ab", "c") apart; null is not ""
        digest.update((part == null ? "-" : bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static String reason(RuleOutline rule, Alert.RuleInfo info, Finding finding, @Nullable Event event) {
        String template = rule.first("reason");
        if (template == null) {
            String seen = event == null || rule.condition() == null ? "" : Sighting.of(rule.condition(), event);
            return seen.isEmpty() ? shown(info.title()) : seen;
        }
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(placeholder -> Matcher.quoteReplacement(
                        value(placeholder.group(1), placeholder.group(), rule, finding, event)));
    }

    private static String value(
            String name, String placeholder, RuleOutline rule, Finding finding, @Nullable Event event) {
        RuleOutline.Window window = rule.told();
        return switch (name) {
            case "group" ->
                finding.group().names().isEmpty()
                        ? "all events"
                        : shown(finding.group().toString());
            case "window" -> window == null ? placeholder : window.text();
            case "condition" -> rule.bounds();
            default -> {
                Object value = finding.values().get(name);
                if (value == null) {
                    value = finding.group().asMap().get(name);
                }
                if (value == null && event != null) {
                    value = event.get(name);
                }
                yield value == null ? placeholder : shown(text(value));
            }
        };
    }

    private static String text(Object value) {
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : value.toString();
    }

    /** Text of an event or a rule as a sentence may quote it: short, on one line, with nothing in it that cannot be seen. */
    static String shown(String text) {
        return Visible.of(Cut.after(LONGEST_VALUE, text));
    }
}
