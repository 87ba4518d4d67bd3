package io.tripline.alert.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.TemplateNode;
import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import io.tripline.alert.AlertLife;
import io.tripline.alert.Finding;
import io.tripline.alert.KeptAlert;
import io.tripline.event.Key;
import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a receiver's JSON from a template of Qute: the members of the alert by name, and what configuration sets as {@code set.…}. Text is escaped for the
 * inside of quotes. Templates have conditions, loops and the functions of {@link TemplateEngine}, and no way to anything else.
 */
public final class BodyTemplate implements WebhookBody {

    /** Those that come with the program. */
    public static final List<String> BUILT_IN = List.of("jira", "opsgenie", "pagerduty", "slack", "teams");

    /** UTF-16 units. */
    private static final int LARGEST = 1 << 20;

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final Template template;
    private final Map<String, String> set;

    private BodyTemplate(Template template, Map<String, String> set) {
        this.template = template;
        this.set = Map.copyOf(set);
    }

    /**
     * @param name of the file, for messages
     * @param set what configuration sets, by name
     * @throws IllegalArgumentException it is broken: says where, with line and column
     */
    public static BodyTemplate of(String name, String text, Map<String, String> set) {
        try {
            new BodyTemplate(TemplateEngine.strict().parse(text), set).tryOut();
            return new BodyTemplate(TemplateEngine.lenient().parse(text), set);
        } catch (TemplateException broken) {
            throw new IllegalArgumentException(name + position(broken.getOrigin()) + ": " + message(broken), broken);
        } catch (Impossible unusable) {
            throw new IllegalArgumentException(name + ": " + unusable.getMessage(), unusable);
        }
    }

    /** One that comes with the program. */
    public static BodyTemplate builtIn(String name, Map<String, String> set) {
        String file = name + ".json";
        try (InputStream in = BodyTemplate.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no template " + name);
            }
            return of(file, new String(in.readAllBytes(), StandardCharsets.UTF_8), set);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String position(TemplateNode.@Nullable Origin origin) {
        return origin == null ? "" : ":" + origin.getLine() + ":" + Math.max(1, origin.getLineCharacterStart());
    }

    /** Without the library's own name of the template, which nobody knows. */
    private static String message(TemplateException broken) {
        String text = String.valueOf(broken.getMessage()).replaceAll(" in template \\S+ line \\d+|\\s*\\n\\s*", " ");
        return Visible.of(Cut.within(300, text.strip()));
    }

    @Override
    public String of(KeptAlert kept) throws Impossible {
        try {
            return checked(made(AlertDocument.of(kept.alert(), kept.life())));
        } catch (TemplateException failed) {
            throw new Impossible("the template fails" + position(failed.getOrigin()) + ": " + message(failed));
        }
    }

    /** Each member by itself: of a map Qute would take {@code values} for all of its values. */
    private String made(Map<String, ?> document) {
        TemplateInstance instance = template.instance().data("window", null).data("set", set);
        document.forEach(instance::data);
        return instance.render();
    }

    private String checked(String body) throws Impossible {
        if (body.length() > LARGEST) {
            throw new Impossible("the template makes more than " + LARGEST + " characters");
        }
        try {
            if (mapper.readTree(body).isMissingNode()) {
                throw new Impossible("the template makes nothing");
            }
        } catch (JsonProcessingException broken) {
            throw new Impossible("the template makes no JSON: "
                    + Visible.of(Cut.within(200, broken.getOriginalMessage()))
                    + (broken.getLocation() == null
                            ? ""
                            : ", at line " + broken.getLocation().getLineNr() + " of what it makes"));
        }
        return body;
    }

    /** With an alert that has all members, each field among them. */
    private void tryOut() throws Impossible {
        Alert alert = new Alert(
                "0123456789abcdef0123456789abcdef",
                new Alert.RuleInfo("rule", "A rule", "high", "rule.drl", List.of("attack.t1078")),
                0,
                "a try of the template",
                new Alert.Window(0, 0),
                new Finding(Key.NONE, List.of(), 0, Map.of()));
        Map<String, @Nullable Object> document = new LinkedHashMap<>(AlertDocument.of(alert, AlertLife.NEW));
        document.put("group", new AnyName("user", "ann"));
        document.put("values", new AnyName("count", 11));
        document.put(
                "events",
                List.of(Map.of("id", "e1", "time", AlertDocument.time(0), "fields", new AnyName("user", "ann"))));
        checked(made(document));
    }

    /** Which names there are depends on the alert: one to loop over, and whatever is asked for. */
    private static final class AnyName extends AbstractMap<String, Object> {

        private final Map<String, Object> single;
        private final Object value;

        AnyName(String name, Object value) {
            this.single = Map.of(name, value);
            this.value = value;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return single.entrySet();
        }

        @Override
        public boolean containsKey(Object key) {
            return true;
        }

        @Override
        public Object get(Object key) {
            return value;
        }
    }
}
