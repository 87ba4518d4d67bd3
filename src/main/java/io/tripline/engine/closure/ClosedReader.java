package io.tripline.engine.closure;

import org.drools.base.base.ValueResolver;
import org.drools.base.base.ValueType;
import org.drools.base.base.extractors.BaseObjectClassFieldReader;
import org.drools.base.rule.accessor.ReadAccessor;
import org.jspecify.annotations.Nullable;

/** What a pattern binds to a variable, as a closure. */
public final class ClosedReader extends BaseObjectClassFieldReader {

    private static final long serialVersionUID = 1L;

    private final transient Closure value;

    /** @param built by Drools, with MVEL in it */
    ClosedReader(ReadAccessor built, Closure value) {
        super(-1, built.getExtractToClass(), ValueType.determineValueType(built.getExtractToClass()));
        this.value = value;
    }

    @Override
    public @Nullable Object getValue(@Nullable ValueResolver session, Object fact) {
        return value.value(new Fact(fact));
    }

    private record Fact(Object fact) implements Frame {

        @Override
        public Object bound(int index) {
            throw new IllegalStateException("a binding sees its fact alone");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
