package io.tripline.web.sinks;

import io.tripline.alert.RuleAbout;
import java.time.Duration;

/** Where nothing is known of any rule. */
public final class NoRules implements RuleLookup {

    @Override
    public RuleAbout about(String rule) {
        return RuleAbout.UNKNOWN;
    }

    @Override
    public Duration silence(String rule) {
        return Duration.ZERO;
    }
}
