/**
 * The part of Splunk's search language that says how often and for whom: what Auth0's rules write in their {@code splunk}
 * field. In: the text. Out: {@link io.tripline.dialect.sigma.spl.SplReading}, never an exception.
 *
 * <pre>
 * text ── SplText (comments, pipes) ── SplLexer ── SplParser ── SplCommand ── SplInterpreter ── SplReading
 * </pre>
 *
 * <p>The subset: the search in front ({@code =}, {@code !=}, {@code IN}, {@code NOT}, {@code AND}, {@code OR}), {@code search},
 * {@code fields}, {@code table}, {@code sort}, {@code rename}, {@code bin _time span=}, {@code eval} with arithmetic, one
 * {@code stats … by …} and {@code where} with comparisons. Everything else is outside, by name.
 *
 * <p>To add a command: a record in {@link io.tripline.dialect.sigma.spl.SplCommand}, then follow the compiler.
 */
@NullMarked
package io.tripline.dialect.sigma.spl;

import org.jspecify.annotations.NullMarked;
