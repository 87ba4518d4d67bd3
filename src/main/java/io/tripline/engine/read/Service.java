package io.tripline.engine.read;

import io.tripline.engine.Alerts;
import io.tripline.engine.Streams;
import java.util.List;
import java.util.Map;
import org.kie.api.definition.rule.Rule;

/**
 * What the engine gives to every rule. A service is no value: it can be called, by the methods that are listed, and neither be
 * kept in a variable nor passed on.
 */
public enum Service {
    ALERTS("alerts", Alerts.class),
    STREAMS("streams", Streams.class),
    /** Of Drools. */
    DROOLS("drools", Rule.class);

    /** Name to what it returns; each has one argument but {@code getRule}. */
    private static final Map<String, Class<?>> OF_DROOLS =
            Map.of("getRule", Rule.class, "insert", void.class, "update", void.class, "delete", void.class);

    private final String word;
    private final Class<?> type;

    Service(String word, Class<?> type) {
        this.word = word;
        this.type = type;
    }

    /** As rules call it. */
    public String word() {
        return word;
    }

    public Class<?> type() {
        return type;
    }

    /** Whether Drools knows it as a global. */
    public boolean isGlobal() {
        return this != DROOLS;
    }

    static boolean isOne(String word) {
        return List.of(values()).stream().anyMatch(service -> service.word.equals(word));
    }

    static Service of(String word) {
        return List.of(values()).stream()
                .filter(service -> service.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    /** What the method returns. */
    Class<?> result(Lexer.Token method, List<Class<?>> arguments) {
        if (this != DROOLS) {
            return Members.method(type, method, arguments, false);
        }
        Class<?> result = OF_DROOLS.get(method.text());
        if (result == null) {
            throw new Unreadable(
                    method.span(),
                    "a rule may not call 'drools." + method.text() + "'",
                    "it may call drools.getRule(), insert, update and delete");
        }
        int expected = method.text().equals("getRule") ? 0 : 1;
        if (arguments.size() != expected) {
            throw new Unreadable(
                    method.span(), "drools." + method.text() + " takes " + (expected == 0 ? "nothing" : "one fact"));
        }
        return result;
    }
}
