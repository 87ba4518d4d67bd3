package io.tripline.event;

import java.util.Map;
import java.util.Set;

/**
 * Names by which rules of another house know the fields of an event, worked out when a rule first asks for one of them.
 * Any thread; never throws, whatever is in the event; as good as
 * a constant of the program, since callers keep what they learn of it.
 */
public interface FurtherNames {

    /** An event that has its own names alone. */
    FurtherNames NONE = new FurtherNames() {
        @Override
        public boolean mayGive(String path) {
            return false;
        }

        @Override
        public FurtherNames only(Set<String> names) {
            return this;
        }

        @Override
        public Map<String, Object> of(Document event) {
            return Map.of();
        }
    };

    /** False only if no event gets this name. */
    boolean mayGive(String path);

    /**
     * What these names take, and no more. It gives them what this gives them; of others that it gives too, it may give something
     * else.
     */
    FurtherNames only(Set<String> names);

    /**
     * All of them.
     *
     * @return dotted path to a scalar or a list of scalars
     */
    Map<String, Object> of(Document event);
}
