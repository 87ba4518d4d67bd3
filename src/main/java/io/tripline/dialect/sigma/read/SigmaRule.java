package io.tripline.dialect.sigma.read;

import io.tripline.rule.LogSource;
import io.tripline.yaml.Yaml.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * A detection rule. Sigma rules specification 2.1.
 *
 * @param splunk the Splunk text that Auth0's rules carry, null where there is none
 */
public record SigmaRule(
        Header header,
        LogSource logSource,
        Detections detections,
        @Nullable Scalar splunk) implements SigmaDocument {}
