package io.tripline.engine.function;

import io.tripline.event.Match;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** {@code evidence( $match )}: the matches in the window, in order of arrival. A live view: an alert copies it. */
public final class EvidenceFunction implements WindowFunction<EvidenceFunction.Held> {

    /** The matches of one group. */
    public static final class Held implements Serializable {

        private static final long serialVersionUID = 1L;

        private final transient LinkedHashSet<Match> matches = new LinkedHashSet<>();
        private final transient Collection<Match> view = Collections.unmodifiableCollection(matches);
    }

    @Override
    public Held createContext() {
        return new Held();
    }

    @Override
    public void init(Held held) {
        held.matches.clear();
    }

    @Override
    public void accumulate(Held held, @Nullable Object value) {
        if (value instanceof Match match) {
            held.matches.add(match);
        }
    }

    @Override
    public void reverse(Held held, @Nullable Object value) {
        if (value instanceof Match match) {
            held.matches.remove(match);
        }
    }

    @Override
    public Object getResult(Held held) {
        return held.view;
    }

    @Override
    public Class<?> getResultType() {
        return Collection.class;
    }
}
