package io.tripline.alert;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tag of ATT&amp;CK in Sigma's spelling: {@code attack.t1078.004}, {@code attack.initial-access}. Whether there is such a technique or
 * tactic it does not say.
 */
public sealed interface AttackTag {

    /**
     * @param technique {@code T1078}
     * @param sub {@code 004}; null for the technique itself
     */
    record Technique(String technique, @Nullable String sub) implements AttackTag {

        private static final Pattern FORM = Pattern.compile("attack\\.(t\\d{4})(?:\\.(\\d{3}))?");

        /** {@code T1078.004} */
        public String id() {
            return sub == null ? technique : technique + "." + sub;
        }
    }

    /** @param name in ATT&amp;CK's spelling: {@code initial-access} */
    record Tactic(String name) implements AttackTag {

        private static final Pattern FORM = Pattern.compile("attack\\.([a-z]+(?:[-_][a-z]+)*)");
    }

    /** Null for a tag that is neither; capitals and small letters are one. */
    static @Nullable AttackTag of(String tag) {
        String lower = tag.toLowerCase(Locale.ROOT);
        Matcher technique = Technique.FORM.matcher(lower);
        if (technique.matches()) {
            return new Technique(technique.group(1).toUpperCase(Locale.ROOT), technique.group(2));
        }
        Matcher tactic = Tactic.FORM.matcher(lower);
        return tactic.matches() ? new Tactic(tactic.group(1).replace('_', '-')) : null;
    }
}
