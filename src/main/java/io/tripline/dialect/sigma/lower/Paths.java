package io.tripline.dialect.sigma.lower;

import io.tripline.event.FieldPath;
import java.util.Collection;
import java.util.List;

/** Field names that rules list for a person, as paths. */
final class Paths {

    private Paths() {}

    /** Each once; what is no field is left out. */
    static List<FieldPath> of(Collection<String> names) {
        return names.stream()
                .filter(name -> !name.replace("{}", "").isBlank())
                .map(name -> new FieldPath(name.strip()))
                .distinct()
                .toList();
    }
}
