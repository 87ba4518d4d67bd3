package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.sigma.read.SigmaRule;
import io.tripline.rule.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a correlation does not say of itself, the first of its rules says. */
final class Inheritance {

    private Inheritance() {}

    static Metadata of(Metadata own, List<SigmaRule> baseRules) {
        if (baseRules.isEmpty()) {
            return own;
        }
        Metadata base = baseRules.getFirst().header().metadata();
        return new Metadata(
                own.description().isEmpty() ? base.description() : own.description(),
                or(own.level(), base.level()),
                or(own.riskScore(), base.riskScore()),
                or(own.status(), base.status()),
                or(own.authors(), base.authors()),
                or(own.tags(), base.tags()),
                or(own.references(), base.references()),
                or(own.falsePositives(), base.falsePositives()),
                or(own.fields(), base.fields()),
                or(own.related(), base.related()),
                or(own.license(), base.license()),
                or(own.created(), base.created()),
                or(own.modified(), base.modified()));
    }

    private static <T> @Nullable T or(@Nullable T own, @Nullable T base) {
        return own == null ? base : own;
    }

    private static List<String> or(List<String> own, List<String> base) {
        return own.isEmpty() ? base : own;
    }
}
