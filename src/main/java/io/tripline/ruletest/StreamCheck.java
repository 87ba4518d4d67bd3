package io.tripline.ruletest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The leak check of a test: named streams hold nothing at its end. */
final class StreamCheck {

    private StreamCheck() {}

    /**
     * What is wrong, one sentence each.
     *
     * @param names whole names of streams, or their last parts
     * @param sizes stream to the number of its facts
     */
    static List<String> messages(List<String> names, Map<String, Integer> sizes) {
        List<String> messages = new ArrayList<>();
        for (String name : names) {
            List<String> meant = sizes.keySet().stream()
                    .filter(stream -> stream.equals(name) || stream.endsWith("/" + name))
                    .toList();
            if (meant.isEmpty()) {
                messages.add("no rule reads a stream '" + name + "'; there are: " + String.join(", ", sizes.keySet()));
            }
            for (String stream : meant) {
                int left = sizes.getOrDefault(stream, 0);
                if (left > 0) {
                    messages.add("the stream '" + stream + "' is not empty: " + left + " left");
                }
            }
        }
        return messages;
    }
}
