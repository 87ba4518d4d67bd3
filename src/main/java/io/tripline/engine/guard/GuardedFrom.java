package io.tripline.engine.guard;

import java.util.Collections;
import java.util.Iterator;
import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.accessor.DataProvider;

/** A {@code from} that finds nothing where it throws. */
final class GuardedFrom implements DataProvider {

    private static final long serialVersionUID = 1L;

    private final transient DataProvider provider;
    private final transient Part part;

    GuardedFrom(DataProvider provider, Part part) {
        this.provider = provider;
        this.part = part;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Iterator getResults(BaseTuple tuple, ValueResolver session, Object context) {
        if (!part.enter()) {
            return Collections.emptyIterator();
        }
        try {
            Iterator results = provider.getResults(tuple, session, context);
            part.endedWell();
            return results;
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError thrown) {
            part.failed(thrown, session);
            return Collections.emptyIterator();
        } finally {
            part.leave();
        }
    }

    @Override
    public Declaration[] getRequiredDeclarations() {
        return provider.getRequiredDeclarations();
    }

    @Override
    public Object createContext() {
        return provider.createContext();
    }

    @Override
    public void replaceDeclaration(Declaration oldDeclaration, Declaration newDeclaration) {
        provider.replaceDeclaration(oldDeclaration, newDeclaration);
    }

    @Override
    public boolean isReactive() {
        return provider.isReactive();
    }

    @Override
    public GuardedFrom clone() {
        return new GuardedFrom(provider.clone(), part);
    }
}
