package io.tripline.dialect;

import io.tripline.problem.SourceText;
import java.util.List;

/** The other texts of a translation, for references that leave the file: by id or name, and global filters. */
public record OtherSources(List<SourceText> sources) {

    /** No other rules. */
    public static final OtherSources EMPTY = new OtherSources(List.of());

    public OtherSources {
        sources = List.copyOf(sources);
    }
}
