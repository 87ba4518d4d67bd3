package io.tripline.engine.function;

import io.tripline.event.Match;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * {@code sequence( $match )}: the matches of the sequence that the newest match completes, once; null if it completes none.
 *
 * @see Sequences for which matches make one
 */
public final class SequenceFunction implements WindowFunction<Sequences> {

    @Override
    public Sequences createContext() {
        return new Sequences();
    }

    @Override
    public void init(Sequences sequences) {
        sequences.clear();
    }

    @Override
    public void accumulate(Sequences sequences, @Nullable Object value) {
        if (value instanceof Match match) {
            sequences.comes(match);
        }
    }

    @Override
    public void reverse(Sequences sequences, @Nullable Object value) {
        if (value instanceof Match match) {
            sequences.leaves(match);
        }
    }

    @Override
    public @Nullable Object getResult(Sequences sequences) {
        return sequences.found();
    }

    @Override
    public Class<?> getResultType() {
        return Collection.class;
    }
}
