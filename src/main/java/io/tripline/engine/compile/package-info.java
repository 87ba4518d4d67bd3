/**
 * DRL text becomes packages for Drools without defining a class. In: {@link io.tripline.engine.compile.DrlSource}. Out:
 * {@link io.tripline.engine.compile.CompiledFile}, or problems with file, line and column.
 *
 * <p>What Drools would compile to bytecode is plain Java here: {@link io.tripline.engine.compile.ReflectiveFieldAccessors}
 * reads facts, {@link io.tripline.engine.compile.EventConstraints} tests events by closures that
 * {@link io.tripline.engine.compile.ConditionParser} makes of the constraint's text. A constraint that it does not
 * recognise is left to MVEL's interpreter, with a note. Operators are known by the names in {@code event.Operator} alone:
 * to add one, nothing is touched here.
 */
@NullMarked
package io.tripline.engine.compile;

import org.jspecify.annotations.NullMarked;
