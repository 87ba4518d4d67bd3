package io.tripline.web.page;

import io.tripline.problem.Cut;
import io.tripline.web.rules.RuleView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a rule's stages lead to its alerts, as a picture (SVG): what looks at events on the left, then streams and what reads them, alerts
 * on the right.
 *
 * @param lines paths between boxes
 * @param label for who does not see it
 */
public record StagePicture(int width, int height, List<Box> boxes, List<String> lines, String label) {

    private static final int BOX_WIDTH = 190;
    private static final int BOX_HEIGHT = 34;
    private static final int GAP_X = 46;
    private static final int GAP_Y = 14;
    private static final int LONGEST = 26;

    /** More are no picture any more. */
    private static final int MOST_STAGES = 24;

    /**
     * One box.
     *
     * @param kind events, stage, stream or alert
     * @param text as much as fits
     * @param whole all of it
     */
    public record Box(String kind, int x, int y, String text, String whole) {
        public int width() {
            return BOX_WIDTH;
        }

        public int middle() {
            return x + BOX_WIDTH / 2;
        }

        public int base() {
            return y + BOX_HEIGHT / 2 + 4;
        }
    }

    /** A box before it has its place: how many steps from the events. */
    private record Node(String kind, String text, int column) {}

    static StagePicture of(List<RuleView.Stage> all) {
        List<RuleView.Stage> stages = all.subList(0, Math.min(MOST_STAGES, all.size()));
        Map<String, Node> nodes = new LinkedHashMap<>();
        Set<List<String>> edges = new LinkedHashSet<>();
        nodes.put("events", new Node("events", "events", 0));
        for (RuleView.Stage stage : stages) {
            int column = 1;
            for (String stream : stage.reads()) {
                Node read = nodes.get("stream " + stream);
                column = Math.max(column, read == null ? 1 : read.column() + 1);
            }
            String name = "stage " + stage.name();
            nodes.put(name, new Node("stage", stage.name(), column));
            stage.reads().stream()
                    .filter(stream -> nodes.containsKey("stream " + stream))
                    .forEach(stream -> edges.add(List.of("stream " + stream, name)));
            if (!stage.kind().equals("correlation")) {
                edges.add(List.of("events", name));
            }
            for (String stream : stage.writes()) {
                if (!stage.reads().contains(stream)) {
                    nodes.putIfAbsent("stream " + stream, new Node("stream", stream, column + 1));
                    edges.add(List.of(name, "stream " + stream));
                }
            }
            if (stage.raises()) {
                nodes.put("alert", new Node("alert", "alert", column + 1));
                edges.add(List.of(name, "alert"));
            }
        }
        return placed(nodes, edges);
    }

    private static StagePicture placed(Map<String, Node> nodes, Set<List<String>> edges) {
        Map<Integer, Integer> filled = new LinkedHashMap<>();
        Map<String, Box> boxes = new LinkedHashMap<>();
        int width = 0;
        int height = 0;
        for (Map.Entry<String, Node> entry : nodes.entrySet()) {
            Node node = entry.getValue();
            int row = filled.merge(node.column(), 1, Integer::sum) - 1;
            int x = 1 + node.column() * (BOX_WIDTH + GAP_X);
            int y = 1 + row * (BOX_HEIGHT + GAP_Y);
            boxes.put(entry.getKey(), new Box(node.kind(), x, y, Cut.within(LONGEST, node.text()), node.text()));
            width = Math.max(width, x + BOX_WIDTH + 1);
            height = Math.max(height, y + BOX_HEIGHT + 1);
        }
        List<String> lines = new ArrayList<>();
        for (List<String> edge : edges) {
            Box from = boxes.get(edge.getFirst());
            Box to = boxes.get(edge.getLast());
            if (from != null && to != null) {
                lines.add(line(from, to));
            }
        }
        String label = "Stages: "
                + String.join(", ", nodes.values().stream().map(Node::text).toList());
        return new StagePicture(width, height, List.copyOf(boxes.values()), lines, label);
    }

    private static String line(Box from, Box to) {
        int x1 = from.x() + BOX_WIDTH;
        int y1 = from.y() + BOX_HEIGHT / 2;
        int y2 = to.y() + BOX_HEIGHT / 2;
        int bend = (x1 + to.x()) / 2;
        return "M" + x1 + " " + y1 + "C" + bend + " " + y1 + " " + bend + " " + y2 + " " + to.x() + " " + y2;
    }
}
