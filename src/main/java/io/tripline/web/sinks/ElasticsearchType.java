package io.tripline.web.sinks;

import io.tripline.alert.sink.ElasticsearchSink;
import io.tripline.alert.sink.Sink;
import io.tripline.config.BadConfiguration;
import java.net.URI;
import java.util.Set;

/** {@code type=elasticsearch}, OpenSearch among them. */
final class ElasticsearchType implements SinkType {

    /** Of an answer what is read, so that it is short however many alerts there were. */
    private static final String ONLY = "filter_path=items.*.status,items.*.error.type,items.*.error.reason";

    private final HttpKeys http;
    private final RuleLookup rules;

    ElasticsearchType(HttpKeys http, RuleLookup rules) {
        this.http = http;
        this.rules = rules;
    }

    @Override
    public String name() {
        return "elasticsearch";
    }

    @Override
    public Set<String> keys() {
        return HttpKeys.and("index");
    }

    @Override
    public Set<String> families() {
        return HttpKeys.FAMILIES;
    }

    @Override
    public Sink make(SinkKeys keys) {
        String index = keys.text("index") == null ? "tripline-alerts" : keys.needed("index", "");
        if (!index.matches("[a-z0-9.][a-z0-9._-]{0,200}")) {
            throw new BadConfiguration(keys.key("index") + " = " + index
                    + " is no name of an index or data stream: small letters, digits, dots, hyphens, underscores");
        }
        URI bulk = HttpKeys.below(HttpKeys.url(keys, null), "/_bulk");
        URI url = URI.create(bulk + (bulk.getRawQuery() == null ? "?" : "&") + ONLY);
        return new ElasticsearchSink(
                http.receiver(keys, url),
                index,
                alert -> rules.about(alert.getRule().id()));
    }
}
