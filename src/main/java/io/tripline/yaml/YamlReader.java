package io.tripline.yaml;

import io.tripline.problem.Lines;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.problem.SourceText;
import io.tripline.yaml.Yaml.Entry;
import io.tripline.yaml.Yaml.Kind;
import io.tripline.yaml.Yaml.Layout;
import io.tripline.yaml.Yaml.Mapping;
import io.tripline.yaml.Yaml.Scalar;
import io.tripline.yaml.Yaml.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads the YAML documents of a file as trees with positions. Size, nesting and aliases are measured on the stream of
 * parser events before anything is built, so a hostile file costs no more than its own length.
 */
public final class YamlReader {

    private final SourceText source;
    private final YamlSettings settings;
    private final Problems findings;
    private final Lines lines;

    private YamlReader(SourceText source, YamlSettings settings, Problems findings) {
        this.source = source;
        this.settings = settings;
        this.findings = findings;
        this.lines = new Lines(source.text());
    }

    /** The documents as far as they can be read; problems go to the findings. */
    public static List<Yaml> read(SourceText source, YamlSettings settings, Problems findings) {
        return new YamlReader(source, settings, findings).documents();
    }

    private List<Yaml> documents() {
        List<Yaml> documents = new ArrayList<>();
        if (source.text().length() > settings.longest()) {
            findings.error(Place.WHOLE_FILE, "the file has more than " + settings.longest() + " characters", null);
            return documents;
        }
        LoadSettings load = settings.of(source.file());
        try {
            if (new YamlLimits(settings, load, source.text(), this::report).areKept()) {
                for (Node node : new Compose(load).composeAllFromString(source.text())) {
                    documents.add(convert(node));
                }
            }
        } catch (MarkedYamlEngineException malformed) {
            report(malformed.getProblemMark(), "not YAML: " + sentence(malformed), null);
        } catch (ReaderException unprintable) {
            findings.error(
                    placeOfCodePoint(unprintable.getPosition()),
                    String.format(
                            Locale.ROOT, "not YAML: the character U+%04X is not allowed", unprintable.getCodePoint()),
                    "leave it out, or write it as an escape in double quotes");
        } catch (YamlEngineException malformed) {
            findings.error(Place.WHOLE_FILE, "not YAML: " + firstLine(malformed.getMessage()), null);
        }
        return documents;
    }

    /** @param index in code points of the whole text */
    private Place placeOfCodePoint(int index) {
        String text = source.text();
        int points = Math.clamp(index, 0, text.codePointCount(0, text.length()));
        return lines.place(text.offsetByCodePoints(0, points), 1);
    }

    private static String sentence(MarkedYamlEngineException malformed) {
        String context = malformed.getContext();
        String problem = firstLine(malformed.getProblem());
        return context == null || context.isEmpty() ? problem : firstLine(context) + ", " + problem;
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "cannot be read" : text.lines().findFirst().orElse("cannot be read");
    }

    private void report(Optional<Mark> mark, String message, @Nullable String wayOut) {
        findings.error(mark.map(m -> lines.place(offset(m), 1)).orElse(Place.WHOLE_FILE), message, wayOut);
    }

    private Yaml convert(Node node) {
        return switch (node) {
            case MappingNode mapping -> mapping(mapping);
            case SequenceNode sequence ->
                new Sequence(sequence.getValue().stream().map(this::convert).toList(), place(node));
            case ScalarNode scalar -> scalar(scalar);
            default -> new Sequence(List.of(), place(node));
        };
    }

    private Mapping mapping(MappingNode node) {
        List<Entry> entries = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                findings.error(place(tuple.getKeyNode()), "a key must be a text", null);
                continue;
            }
            entries.add(new Entry(scalar(keyNode), convert(tuple.getValueNode())));
        }
        return new Mapping(entries, place(node), node.getFlowStyle() == FlowStyle.FLOW);
    }

    private Scalar scalar(ScalarNode node) {
        Place start = place(node);
        int end = node.getEndMark().map(Mark::getLine).orElse(start.line() - 1) + 1;
        Layout layout;
        if (node.getScalarStyle() == ScalarStyle.LITERAL) {
            layout = Layout.LITERAL;
        } else {
            layout = end == start.line() ? Layout.LINE : Layout.FOLDED;
        }
        return new Scalar(node.getValue(), kind(node), start, layout, end, source);
    }

    private static Kind kind(ScalarNode node) {
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return Kind.NULL;
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return Kind.NUMBER;
        }
        return tag.equals(Tag.BOOL) ? Kind.BOOLEAN : Kind.TEXT;
    }

    private Place place(Node node) {
        Mark start = node.getStartMark().orElse(null);
        if (start == null) {
            return Place.WHOLE_FILE;
        }
        int offset = offset(start);
        Mark end = node.getEndMark().orElse(start);
        boolean onOneLine = end.getLine() == start.getLine() && node instanceof ScalarNode;
        return lines.place(offset, onOneLine ? offset(end) - offset : 1);
    }

    private int offset(Mark mark) {
        return lines.offset(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
