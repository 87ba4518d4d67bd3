package io.tripline.dialect.elastic;

import io.tripline.dialect.elastic.ElasticRule.About;
import io.tripline.dialect.elastic.ElasticRule.Threat;
import io.tripline.rule.Metadata;
import io.tripline.rule.Metadata.Level;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an Elastic rule says about itself, with its threats as tags in Sigma's spelling. */
final class AboutLowering {

    private AboutLowering() {}

    static Metadata lower(About about) {
        return new Metadata(
                about.description(),
                level(about.severity()),
                about.riskScore(),
                about.maturity(),
                about.author(),
                Stream.concat(about.tags().stream(), about.threat().stream().flatMap(AboutLowering::tags))
                        .distinct()
                        .toList(),
                about.references(),
                about.falsePositives(),
                about.investigationFields(),
                List.of(),
                about.license(),
                date(about.created()),
                date(about.updated()),
                about.note(),
                about.buildingBlock());
    }

    private static @Nullable Level level(@Nullable String severity) {
        return severity == null ? null : Level.valueOf(severity.toUpperCase(Locale.ROOT));
    }

    /** {@code attack.credential-access}, {@code attack.t1110.003}; of other frameworks {@code atlas.aml.t0051}. */
    private static Stream<String> tags(Threat threat) {
        String framework = slug(threat.framework().replaceFirst("^MITRE ", "")).replace("att&ck", "attack");
        Stream<String> tactic = threat.tactic() == null ? Stream.of() : Stream.of(slug(threat.tactic()));
        return Stream.concat(tactic, threat.techniques().stream().map(AboutLowering::slug))
                .map(part -> framework + "." + part);
    }

    private static String slug(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** {@code 2024/09/11} as {@code 2024-09-11}. */
    private static @Nullable String date(@Nullable String written) {
        return written == null ? null : written.strip().replace('/', '-');
    }
}
