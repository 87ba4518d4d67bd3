package io.tripline.ingest;

import io.tripline.event.Glob;
import java.util.List;
import java.util.Set;

/** One line of a field view: how a further name gets its value. A name that an earlier line gave is left alone. */
sealed interface ViewStep {

    /** Written as the name: the fields of the source get their own names at the top level. As a source: the whole event. */
    String TOP = "*";

    /** The further name. */
    Names target();

    /** {@code is}: the same for all events. */
    record Constant(Names target, List<String> values) implements ViewStep {}

    /** {@code from}, {@code snake}, {@code camel}: the first of the sources that there is, with all that is below it. */
    record Copy(Names target, List<ViewSource> sources) implements ViewStep {}

    /** {@code rest}: every top-level field of the event, without those mentioned. */
    record Rest(Names target, Set<String> mentioned) implements ViewStep {}

    /** {@code choice}: texts by the source's own text; the first pattern that fits decides, and an absent source is empty. */
    record Choice(Names target, ViewSource source, List<Case> cases) implements ViewStep {}

    /** @param pattern folded */
    record Case(Glob pattern, List<String> values) {}

    /** A word of {@link Conversion}: what it makes of the texts of the first source that there is. */
    record Converted(Names target, List<ViewSource> sources, Conversion conversion) implements ViewStep {}

    /** {@code text}: texts and sources one after the other; all sources must be there. */
    record Text(Names target, List<Piece> pieces) implements ViewStep {}

    /** @param text as it is written, or the source's name */
    record Piece(String text, boolean isSource) {}

    /** {@code list}: {@code name=value,name=value}, of the sources that are there. */
    record Pairs(Names target, List<Pair> pairs) implements ViewStep {}

    record Pair(String name, ViewSource source) {}

    /** {@code keys}: the names right below a derived name whose value is the given one. */
    record Keys(Names target, String below, String value) implements ViewStep {}

    /** {@code where}: a field of the first object of a list that has the value, without case, in another field. */
    record Where(Names target, SourcePath list, SourcePath key, String value, SourcePath field) implements ViewStep {}

    /** {@code named}: of each object of a list, a field under the name that another of its fields holds. */
    record Named(Names target, SourcePath list, SourcePath name, List<SourcePath> values) implements ViewStep {}

    /** {@code indexed}: the same, but each element of a list under its number: {@code a.0.b}. */
    record Indexed(Names target, ViewSource source) implements ViewStep {}

    /** {@code written}: an object as one text, <code>{name=value, name=[value, value]}</code>. */
    record Written(Names target, ViewSource source) implements ViewStep {}

    /** {@code part}: of a path, what stands behind the marker up to the next slash, without case. */
    record Part(Names target, ViewSource source, String marker) implements ViewStep {}
}
