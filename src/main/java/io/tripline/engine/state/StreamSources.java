package io.tripline.engine.state;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is written to the streams of a file, and of which other streams that is found: whether the matches of a stream mean the
 * same under other rules.
 */
public record StreamSources(Map<String, Source> byStream) {

    private static final Source NONE = new Source(Set.of(), Set.of());

    /**
     * @param writes what is written, each in words that are equal if it is; null where nobody knows
     * @param reads streams that the rules read that write it
     */
    public record Source(@Nullable Set<String> writes, Set<String> reads) {
        public Source {
            writes = writes == null ? null : Set.copyOf(writes);
            reads = Set.copyOf(reads);
        }
    }

    public StreamSources {
        byStream = Map.copyOf(byStream);
    }

    /** Whether what is written to the stream is written alike by the others, and found in what is: its matches can go on. */
    public boolean areAlike(String stream, StreamSources others) {
        return areAlike(stream, others, new HashSet<>());
    }

    private boolean areAlike(String stream, StreamSources others, Set<String> asked) {
        if (!asked.add(stream)) {
            return true;
        }
        Source source = byStream.getOrDefault(stream, NONE);
        Set<String> writes = source.writes();
        return writes != null
                && writes.equals(others.byStream.getOrDefault(stream, NONE).writes())
                && source.reads().stream().allMatch(read -> areAlike(read, others, asked));
    }
}
