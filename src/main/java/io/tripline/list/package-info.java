/**
 * Value lists: files of values beside the rules, which a rule asks {@code field( "source.ip" ).inList( "threat-ips" )}. In: the
 * files of a folder and the questions of rules. Out: whether, and in which line, a list holds what an event has.
 *
 * <pre>
 * file --ListFile--&gt; entries, as events --ListLookup, each question--&gt; Entries: bytes and one table
 * rule --ValueLists.connect--&gt; ListLookup &lt;-------------------------------'
 * </pre>
 *
 * <p>{@link io.tripline.list.ValueLists} is the door. A list that is asked by no rule is not read. What is read anew takes the place of
 * what was there at once, for all events; what cannot be read leaves it.
 *
 * <p>To add a form of file: a case of {@code ListFile.Form} and a reader of its records.
 */
@NullMarked
package io.tripline.list;

import org.jspecify.annotations.NullMarked;
