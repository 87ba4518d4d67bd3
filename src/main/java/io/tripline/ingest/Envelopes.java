package io.tripline.ingest;

import io.tripline.event.Document;
import io.tripline.ingest.Envelope.Opening;
import io.tripline.problem.SourceText;
import io.tripline.yaml.YamlNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All envelopes that are known, from {@code envelopes.yml} beside this class. Immutable, any thread. */
final class Envelopes {

    private static final String BUILT_IN = "envelopes.yml";
    private static final Set<String> KEYS =
            Set.of("envelope", "when", "alone", "each", "event", "as", "time", "id", "if", "refused");

    private final List<Envelope> all;

    private final TopNames topNames;

    private Envelopes(List<Envelope> all) {
        this.all = List.copyOf(all);
        this.topNames = new TopNames(all.stream().map(Envelope::firstNames).toList());
    }

    static Envelopes builtIn() {
        return Shipped.ENVELOPES;
    }

    /** Read once; in the native binary, when that is built. */
    private static final class Shipped {
        private static final Envelopes ENVELOPES = read(BUILT_IN, EventFormats.resource(BUILT_IN));
    }

    /** @throws IllegalArgumentException with file, line and column */
    static Envelopes read(String file, String text) {
        YamlNode root = YamlNode.read(new SourceText(file, text), "the file", FormatFile.YAML)
                .only(Set.of("envelopes"));
        return new Envelopes(
                root.list("envelopes").stream().map(Envelopes::envelope).toList());
    }

    private static Envelope envelope(YamlNode node) {
        node.only(KEYS);
        String name = node.text("envelope");
        if (name == null) {
            throw node.malformed("an envelope needs a name: 'envelope: …'", null);
        }
        String each = node.text("each");
        return new Envelope(
                name,
                node.list("when").stream()
                        .map(line -> line.texts().stream().map(FieldTerm::of).toList())
                        .toList(),
                Set.copyOf(node.texts("alone")),
                each == null ? null : SourcePath.of(each),
                paths(node, "event"),
                oneOf(node, "as", "base64"),
                paths(node, "time"),
                paths(node, "id"),
                opening(node),
                node.text("refused"));
    }

    private static List<SourcePath> paths(YamlNode node, String key) {
        return node.texts(key).stream().map(SourcePath::of).toList();
    }

    private static Opening opening(YamlNode node) {
        if (node.get("if") == null) {
            return Opening.ALWAYS;
        }
        return "known".equals(node.text("if"))
                ? Opening.KNOWN
                : oneOf(node, "if", "json") ? Opening.JSON : Opening.ALWAYS;
    }

    private static boolean oneOf(YamlNode node, String key, String word) {
        String text = node.text(key);
        if (text != null && !text.equals(word)) {
            throw node.malformed("'" + key + "' is '" + text + "', which it cannot be", null);
        }
        return text != null;
    }

    /** The first that the object is; null if it is none. */
    @Nullable
    Envelope around(Document object) {
        long candidates = topNames.bits(object);
        for (int i = 0; i < all.size() && candidates != 0; i++) {
            if (TopNames.isIn(candidates, i) && all.get(i).isAround(object)) {
                return all.get(i);
            }
        }
        return null;
    }
}
