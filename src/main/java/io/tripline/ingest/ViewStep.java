package io.tripline.ingest;

import io.tripline.event.Glob;
import java.util.List;
import java.util.Set;

/** One line of a field view: how a further name gets its value. A name that an earlier line gave is left alone. */
sealed interface ViewStep {

    /** Written as the name: the fields of the source get their own names at the top level. */
    String TOP = "*";

    /** The further name. */
    Names target();

    /** {@code is}: the same for all events. */
    record Constant(Names target, String value) implements ViewStep {}

    /** {@code from}: the first of the sources that there is, with all that is below it. */
    record Copy(Names target, List<ViewSource> sources) implements ViewStep {}

    /** {@code snake}: the same, names below it in snake_case. */
    record Snake(Names target, ViewSource source) implements ViewStep {}

    /** {@code rest}: in snake_case, every top-level field that no other line mentions. */
    record Rest(Names target, Set<String> mentioned) implements ViewStep {}

    /** {@code choice}: texts by the source's own text; the first pattern that fits decides, and an absent source is empty. */
    record Choice(Names target, ViewSource source, List<Case> cases) implements ViewStep {}

    /** @param pattern folded */
    record Case(Glob pattern, List<String> values) {}

    /** {@code word}: the first run of letters, digits, dots, dashes and underscores: of a mail address the part before the @. */
    record Word(Names target, ViewSource source) implements ViewStep {}

    /** {@code json}: the source's text is JSON. */
    record Json(Names target, ViewSource source) implements ViewStep {}

    /** {@code pairs}: the source's text is <code>{name=value, name=value}</code>. */
    record Pairs(Names target, ViewSource source) implements ViewStep {}

    /** {@code split}: the parts of the first source that there is, between commas. */
    record Split(Names target, List<ViewSource> sources) implements ViewStep {}

    /** {@code keys}: the names right below a derived name whose value is the given one. */
    record Keys(Names target, String below, String value) implements ViewStep {}

    /** {@code where}: a field of the first object of a list that has the value, without case, in another field. */
    record Where(Names target, SourcePath list, SourcePath key, String value, SourcePath field) implements ViewStep {}
}
