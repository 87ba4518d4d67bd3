package io.tripline.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A piece of a YAML table that knows where it stands. Every scalar is text. */
record YamlNode(String file, Node node) {

    /** @throws IllegalArgumentException with file, line and column */
    static YamlNode read(String file, String text) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new IllegalArgumentException(file + ":1:1: the file is empty"));
            return new YamlNode(file, root);
        } catch (YamlEngineException broken) {
            throw new IllegalArgumentException(file + ": " + broken.getMessage(), broken);
        }
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    /** @throws IllegalArgumentException where the node is no map */
    Map<String, YamlNode> entries() {
        if (!(node instanceof MappingNode map)) {
            throw problem("there should be a map here");
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            YamlNode key = new YamlNode(file, tuple.getKeyNode());
            if (entries.put(key.scalar(), new YamlNode(file, tuple.getValueNode())) != null) {
                throw key.problem("'" + key.scalar() + "' stands here twice");
            }
        }
        return entries;
    }

    @Nullable
    YamlNode get(String key) {
        return entries().get(key);
    }

    void onlyKeys(Set<String> known) {
        entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                throw value.problem(
                        "'" + key + "' is none of " + known.stream().sorted().toList());
            }
        });
    }

    /** The text at a key; null if it is not there. */
    @Nullable
    String text(String key) {
        YamlNode found = get(key);
        return found == null ? null : found.scalar();
    }

    /** The one text or the list of texts at a key. */
    List<String> texts(String key) {
        YamlNode found = get(key);
        return found == null ? List.of() : found.texts();
    }

    List<String> texts() {
        return node instanceof ScalarNode
                ? List.of(scalar())
                : list().stream().map(YamlNode::scalar).toList();
    }

    List<YamlNode> list(String key) {
        YamlNode found = get(key);
        return found == null ? List.of() : found.list();
    }

    private List<YamlNode> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw problem("there should be a list here");
        }
        return sequence.getValue().stream()
                .map(each -> new YamlNode(file, each))
                .toList();
    }

    private String scalar() {
        if (!(node instanceof ScalarNode scalar)) {
            throw problem("there should be a text here");
        }
        return scalar.getValue();
    }

    IllegalArgumentException problem(String message) {
        String position = node.getStartMark()
                .map(mark -> (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                .orElse("1:1");
        return new IllegalArgumentException(file + ":" + position + ": " + message);
    }
}
