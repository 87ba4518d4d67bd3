package io.tripline.dialect.sigma;

import io.tripline.dialect.sigma.Yaml.Scalar;
import io.tripline.rule.LogSource;
import org.jspecify.annotations.Nullable;

/**
 * A detection rule. Sigma rules specification 2.1.
 *
 * @param splunk the Splunk text that Auth0's rules carry, null where there is none
 */
record SigmaRule(
        Header header,
        LogSource logSource,
        Detections detections,
        @Nullable Scalar splunk) implements SigmaDocument {}
