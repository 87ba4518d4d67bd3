package io.tripline.engine.state;

import java.util.List;

/**
 * What came of a state that was put back.
 *
 * @param groups that hold something now
 * @param facts that they hold
 * @param changed files whose text is another than it was: what is written alike goes on, as after an edit
 * @param dropped what has nowhere to go
 */
public record Restored(long groups, long facts, List<String> changed, List<Dropped> dropped) {

    /** Why facts have nowhere to go. */
    public enum Why {
        NOBODY_READS("no rule reads it any more"),
        WRITTEN_OTHERWISE("what is written to it is not what it was"),
        FILE_GONE("its file is gone");

        private final String words;

        Why(String words) {
            this.words = words;
        }
    }

    /** Facts of a stream that nothing was made of. */
    public record Dropped(String file, String stream, long facts, Why why) {

        @Override
        public String toString() {
            return facts + (facts == 1 ? " fact" : " facts") + " of stream \"" + stream + "\" in " + file + ": "
                    + why.words;
        }
    }

    public Restored {
        changed = List.copyOf(changed);
        dropped = List.copyOf(dropped);
    }
}
