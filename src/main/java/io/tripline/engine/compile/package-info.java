/**
 * DRL text becomes packages for Drools without defining a class. In: {@link io.tripline.engine.compile.DrlSource}. Out:
 * {@link io.tripline.engine.compile.CompiledFile}, or problems with file, line and column.
 *
 * <p>{@link io.tripline.engine.read.DrlReader} reads the file; what it has read is written anew for Drools by
 * {@link io.tripline.engine.compile.DescrWriter}. What Drools would compile to bytecode is plain Java here:
 * {@link io.tripline.engine.compile.ReflectiveFieldAccessors} reads facts, {@link io.tripline.engine.compile.EventConstraints}
 * tests events by the closures that were read. {@link io.tripline.engine.compile.ClassInspections} looks at each class once. All else that rules compute is closed by {@link io.tripline.engine.closure.Closed}.
 * Operators are known by the names in {@code event.Operator} alone: to add one, nothing is touched here.
 */
@NullMarked
package io.tripline.engine.compile;

import org.jspecify.annotations.NullMarked;
