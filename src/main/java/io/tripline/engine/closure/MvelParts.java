package io.tripline.engine.closure;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.drools.mvel.expr.MVELCompilationUnit;

/**
 * What one of the objects is made of that Drools builds around an expression. They keep it to themselves, but tell it when they are
 * asked to write it down.
 */
final class MvelParts extends ObjectOutputStream {

    private final List<Object> parts = new ArrayList<>();

    private MvelParts() throws IOException {
        super();
    }

    private static List<Object> of(Externalizable built) {
        try (MvelParts told = new MvelParts()) {
            built.writeExternal(told);
            return told.parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException if it has no such part */
    static <T> T part(Externalizable built, Class<T> type) {
        return of(built).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(built.getClass() + " has no " + type.getSimpleName()));
    }

    /** Whether what its source binds stands in the tuple, not in the fact that has just come. */
    static boolean readsLocalsFromTuple(MVELCompilationUnit unit) {
        return (Boolean) of(unit).getLast();
    }

    @Override
    protected void writeObjectOverride(Object part) {
        parts.add(part == null ? "" : part);
    }

    @Override
    public void writeUTF(String part) {
        parts.add(part);
    }

    @Override
    public void writeBoolean(boolean part) {
        parts.add(part);
    }

    @Override
    public void flush() {
        // nothing is written
    }

    @Override
    public void close() {
        // nothing is open
    }
}
