package io.tripline.cli.ruletest;

import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import io.tripline.problem.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML 1.2 text as nodes, whose errors have positions. Bounded: anchors that multiply or refer to themselves end. */
final class YamlDocument {

    private static final int DEEPEST = 64;
    private static final int MOST_VALUES = 1_000_000;

    private final SourceText source;
    private int values;

    /** Ends the reading of a file. */
    static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Malformed(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    YamlDocument(SourceText source) {
        this.source = source;
    }

    /** Null for an empty text. */
    @Nullable
    Node root() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.file())
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(1000)
                .setCodePointLimit(64 * 1024 * 1024)
                .build();
        try {
            return new Compose(settings).composeString(source.text()).orElse(null);
        } catch (MarkedYamlEngineException e) {
            String message = e.getProblem() == null ? "is no YAML" : e.getProblem();
            throw new Malformed(at(e.getProblemMark(), message));
        } catch (RuntimeException | StackOverflowError e) {
            throw new Malformed(
                    Problem.ofFile(Problem.Severity.ERROR, source.file(), "is no YAML: " + e.getMessage(), null));
        }
    }

    private Problem at(Optional<Mark> mark, String message) {
        return mark.map(m -> source.error(m.getLine() + 1, m.getColumn() + 1, 1, message, null))
                .orElseGet(() -> Problem.ofFile(Problem.Severity.ERROR, source.file(), message, null));
    }

    Malformed malformed(Node node, String message, @Nullable String wayOut) {
        return new Malformed(problem(node, message, wayOut));
    }

    Problem problem(Node node, String message, @Nullable String wayOut) {
        Mark mark = node.getStartMark().orElse(null);
        if (mark == null) {
            return Problem.ofFile(Problem.Severity.ERROR, source.file(), message, wayOut);
        }
        int length = node instanceof ScalarNode scalar ? scalar.getValue().length() : 1;
        return source.error(mark.getLine() + 1, mark.getColumn() + 1, length, message, wayOut);
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** Key to value node, in the order of the text; refuses keys that are none of the known ones. */
    Map<String, Node> fields(Node node, String what, List<String> known) {
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping(node, what).getValue()) {
            String key = text(tuple.getKeyNode(), "a key");
            if (!known.contains(key)) {
                throw malformed(
                        tuple.getKeyNode(),
                        "unknown key '" + key + "'",
                        Spelling.wayOut(key, known, "known: " + String.join(", ", known)));
            }
            if (fields.put(key, tuple.getValueNode()) != null) {
                throw malformed(tuple.getKeyNode(), "the key '" + key + "' is there twice", null);
            }
        }
        return fields;
    }

    MappingNode mapping(Node node, String what) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw malformed(node, what + " must be a map", null);
    }

    List<Node> list(Node node, String what) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw malformed(node, what + " must be a list", null);
    }

    String text(Node node, String what) {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return scalar.getValue();
        }
        throw malformed(node, what + " must be a text", null);
    }

    int integer(Node node, String what, int least) {
        try {
            int value = Integer.parseInt(text(node, what));
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw malformed(node, what + " must be a whole number of at least " + least, null);
    }

    /** Tells of every text below a node, names included. Bounded like {@link #value}, which is to be asked first. */
    void forEachText(Node node, Consumer<ScalarNode> told) {
        switch (node) {
            case MappingNode mapping -> {
                for (NodeTuple tuple : mapping.getValue()) {
                    forEachText(tuple.getKeyNode(), told);
                    forEachText(tuple.getValueNode(), told);
                }
            }
            case SequenceNode sequence -> sequence.getValue().forEach(element -> forEachText(element, told));
            case ScalarNode scalar -> told.accept(scalar);
            default -> throw malformed(node, "an anchor that refers to itself", null);
        }
    }

    /** Maps, lists, String, Number, Boolean, null. */
    @Nullable
    Object value(Node node) {
        return value(node, 0);
    }

    private @Nullable Object value(Node node, int depth) {
        if (depth > DEEPEST || ++values > MOST_VALUES) {
            throw malformed(node, "too deep or too large", null);
        }
        return switch (node) {
            case MappingNode mapping -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    String key = text(tuple.getKeyNode(), "a key");
                    if (map.containsKey(key)) {
                        throw malformed(tuple.getKeyNode(), "the key '" + key + "' is there twice", null);
                    }
                    map.put(key, value(tuple.getValueNode(), depth + 1));
                }
                yield map;
            }
            case SequenceNode sequence -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (Node element : sequence.getValue()) {
                    list.add(value(element, depth + 1));
                }
                yield list;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw malformed(node, "an anchor that refers to itself", null);
        };
    }

    private @Nullable Object scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw malformed(scalar, "'" + text + "' is no number of JSON", "write it in quotes");
            }
        }
        return text;
    }
}
