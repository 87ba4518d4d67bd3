package io.tripline.yaml;

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

    private static final int[] NO_OFFSETS = {};

    private final SourceText source;
    private final YamlSettings settings;
    private final Problems findings;
    /** The line whose offsets are known; 0-based. */
    private int offsetsOf = -1;

    private int[] offsets = NO_OFFSETS;

    private YamlReader(SourceText source, YamlSettings settings, Problems findings) {
        this.source = source;
        this.settings = settings;
        this.findings = findings;
    }

    /** The documents as far as they can be read; problems go to the findings. */
    public static List<Yaml> read(SourceText source, YamlSettings settings, Problems findings) {
        return new YamlReader(source, settings, findings).documents();
    }

    private List<Yaml> documents() {
        List<Yaml> documents = new ArrayList<>();
        if (source.text().length() > settings.longest()) {
            findings.error(Place.FILE, "the file has more than " + settings.longest() + " characters", null);
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
            findings.error(Place.FILE, "not YAML: " + firstLine(malformed.getMessage()), null);
        }
        return documents;
    }

    /** @param index in code points of the whole text */
    private Place placeOfCodePoint(int index) {
        String text = source.text();
        int end = index < 0 || index > text.length()
                ? 0
                : text.offsetByCodePoints(0, Math.min(index, text.codePointCount(0, text.length())));
        int lineStart = text.lastIndexOf('\n', end - 1) + 1;
        int line = (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        return new Place(line, end - lineStart + 1, 1);
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
        findings.error(mark.map(m -> new Place(m.getLine() + 1, column(m), 1)).orElse(Place.FILE), message, wayOut);
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
        Optional<Mark> start = node.getStartMark();
        if (start.isEmpty()) {
            return Place.FILE;
        }
        int line = start.get().getLine() + 1;
        int column = column(start.get());
        int length = 1;
        Optional<Mark> end = node.getEndMark();
        if (end.isPresent() && end.get().getLine() + 1 == line && node instanceof ScalarNode) {
            length = Math.max(1, column(end.get()) - column);
        }
        return new Place(line, column, length);
    }

    /** Marks count code points, carets count UTF-16 units. */
    private int column(Mark mark) {
        if (mark.getLine() != offsetsOf) {
            String line = source.line(mark.getLine() + 1);
            offsetsOf = mark.getLine();
            offsets = line == null || line.chars().noneMatch(c -> Character.isSurrogate((char) c))
                    ? NO_OFFSETS
                    : offsets(line);
        }
        boolean known = mark.getColumn() < offsets.length;
        return (known ? offsets[mark.getColumn()] : mark.getColumn()) + 1;
    }

    /** Code point to UTF-16 unit, for a whole line at once: a line may be as long as the file. */
    private static int[] offsets(String line) {
        int[] offsets = new int[line.codePointCount(0, line.length()) + 1];
        int unit = 0;
        for (int point = 0; point < offsets.length; point++) {
            offsets[point] = unit;
            unit += unit < line.length() ? Character.charCount(line.codePointAt(unit)) : 0;
        }
        return offsets;
    }
}
