package io.tripline.web.wire;

import io.tripline.live.LivePipeline;
import io.tripline.web.ServeSettings;
import io.tripline.web.token.SenderTokens;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All wire formats. Immutable. */
@Singleton
public final class WireFormats {

    /** As tokens name them; {@code json} is {@code POST /api/v1/events}. */
    public static final List<String> NAMES = List.of(
            "json",
            "auth0",
            "okta",
            "eventbridge",
            "firehose",
            "cloudtrail",
            "cloudevents",
            "github",
            "alertmanager",
            "syslog",
            "otlp",
            "splunk-hec",
            "elasticsearch",
            "opensearch");

    private final List<WireFormat> all;

    WireFormats(ServeSettings settings, LivePipeline pipeline, SenderTokens tokens) {
        this.all = all(settings.senders().elasticsearchVersion(), pipeline::trouble, tokens);
    }

    /** @param trouble why nothing can be kept now; null if all is well */
    static List<WireFormat> all(String elasticsearchVersion, Supplier<@Nullable String> trouble, SenderTokens tokens) {
        return List.of(
                new JsonEvents("auth0"),
                new OktaEvents(),
                new EventBridge(),
                new Firehose(),
                new JsonEvents("cloudtrail"),
                new CloudEvents(),
                new GitHub(tokens),
                new Alertmanager(),
                new Syslog(),
                new OtlpLogs(),
                new SplunkHec(trouble),
                ElasticBulk.elasticsearch(elasticsearchVersion),
                ElasticBulk.opensearch());
    }

    public List<WireFormat> all() {
        return all;
    }
}
