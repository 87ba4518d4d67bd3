package io.tripline.engine.compile;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.drools.base.base.ClassFieldInspector;
import org.drools.base.base.CoreComponentsBuilder;
import org.drools.base.rule.DialectRuntimeData;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.util.MVELExecutor;
import org.drools.mvel.MVELCoreComponentsBuilder;

/**
 * Looks at each class once. Every builder asks for the properties of some of Drools' own classes, and would read their bytecode
 * from the class path each time. Which classes there are does not depend on rules: no rule declares any. Found by
 * {@link java.util.ServiceLoader}; Drools takes the service with the highest priority. Any thread.
 */
public final class ClassInspections implements CoreComponentsBuilder {

    private final CoreComponentsBuilder mvel = new MVELCoreComponentsBuilder();

    /** Nobody changes an inspector once it is made. */
    private final Map<Inspected, ClassFieldInspector> inspectors = new ConcurrentHashMap<>();

    private record Inspected(Class<?> type, boolean withFinalMethods) {}

    @Override
    public int servicePriority() {
        return 100;
    }

    @Override
    public ClassFieldInspector createClassFieldInspector(Class<?> type, boolean withFinalMethods) throws IOException {
        Inspected key = new Inspected(type, withFinalMethods);
        ClassFieldInspector known = inspectors.get(key);
        if (known == null) {
            known = mvel.createClassFieldInspector(type, withFinalMethods);
            inspectors.put(key, known);
        }
        return known;
    }

    @Override
    public ReadAccessor getReadAcessor(String type, String expression, boolean typesafe, Class<?> returned) {
        return mvel.getReadAcessor(type, expression, typesafe, returned);
    }

    @Override
    public Object evaluateMvelExpression(DialectRuntimeData data, ClassLoader loader, String expression) {
        return mvel.evaluateMvelExpression(data, loader, expression);
    }

    @Override
    public MVELExecutor getMVELExecutor() {
        return mvel.getMVELExecutor();
    }
}
