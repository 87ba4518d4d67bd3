package io.tripline.web.sinks;

import io.tripline.alert.RuleAbout;
import io.tripline.engine.Engine;
import io.tripline.engine.LoadedRule;
import java.time.Duration;

/** What is known of the rule of an alert, as it is now; little where it is not there any more. Any thread. */
public interface RuleLookup {

    /** What the rule of an id says of itself. */
    RuleAbout about(String rule);

    /** For how long a group of it is silent after an alert; zero where it is not. */
    Duration silence(String rule);

    /** The live rules. */
    static RuleLookup of(Engine engine) {
        return new RuleLookup() {
            @Override
            public RuleAbout about(String rule) {
                LoadedRule loaded = engine.raising(rule);
                return loaded == null ? RuleAbout.UNKNOWN : loaded.about();
            }

            @Override
            public Duration silence(String rule) {
                LoadedRule loaded = engine.raising(rule);
                return loaded == null ? Duration.ZERO : loaded.silence();
            }
        };
    }
}
