package io.tripline.engine.closure;

import java.lang.reflect.Array;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.accessor.DataProvider;
import org.drools.mvel.dataproviders.MVELDataProvider;
import org.drools.mvel.expr.MVELCompilationUnit;
import org.jspecify.annotations.Nullable;

/** A {@code from} as a closure. */
final class ClosedFrom implements DataProvider {

    private static final long serialVersionUID = 1L;

    private final transient MVELDataProvider built;
    private final transient MVELCompilationUnit unit;
    private final transient Closure values;

    ClosedFrom(MVELDataProvider built, Closure values) {
        this.built = built;
        this.unit = MvelParts.part(built, MVELCompilationUnit.class);
        this.values = values;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Iterator getResults(BaseTuple tuple, ValueResolver session, @Nullable Object context) {
        Object found =
                values.value(new TupleFrame(session, tuple, null, TupleFrame.joined(unit), TupleFrame.own(unit)));
        return switch (found) {
            case null -> Collections.emptyIterator();
            case Iterable<?> all -> all.iterator();
            case Iterator<?> all -> all;
            case Object array
            when array.getClass().isArray() ->
                IntStream.range(0, Array.getLength(array))
                        .mapToObj(i -> Array.get(array, i))
                        .iterator();
            case Object one -> List.of(one).iterator();
        };
    }

    @Override
    public Declaration[] getRequiredDeclarations() {
        return built.getRequiredDeclarations();
    }

    @Override
    public @Nullable Object createContext() {
        return null;
    }

    @Override
    public void replaceDeclaration(Declaration declaration, Declaration resolved) {
        built.replaceDeclaration(declaration, resolved);
    }

    @Override
    public boolean isReactive() {
        return built.isReactive();
    }

    @Override
    public ClosedFrom clone() {
        return new ClosedFrom((MVELDataProvider) built.clone(), values);
    }
}
