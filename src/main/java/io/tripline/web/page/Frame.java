package io.tripline.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every view.
 *
 * @param title of the view, before the program's name
 * @param section where it belongs; null: nowhere
 * @param assets the folder of the files for browsers
 * @param visitor who looks, as they gave it; null where they did not say
 * @param formKey what forms bring along; null where they need not
 * @param version of the program
 */
public record Frame(
        String title,
        @Nullable Section section,
        String assets,
        @Nullable String visitor,
        @Nullable String formKey,
        String version) {

    /** The navigation. */
    public List<Section> sections() {
        return List.of(Section.values());
    }
}
