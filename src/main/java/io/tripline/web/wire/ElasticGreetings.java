package io.tripline.web.wire;

import io.tripline.web.door.Answer;
import io.tripline.web.door.Refused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What clients and shippers ask before they send: who is there, whether there is a licence, whether templates, policies and
 * pipelines are set up. All is said to be there. Immutable.
 *
 * @param about the answer at the root
 * @param headers of every answer: official clients look for the product
 */
record ElasticGreetings(JsonObject about, Map<String, String> headers) {

    /** The media type of one version of the interface, which the answer then has as well. */
    private static final Pattern COMPATIBLE =
            Pattern.compile("application/vnd\\.elasticsearch\\+json;\\s*compatible-with=(\\d{1,2})");

    /** An index, and what of it can be set up. */
    private static final Pattern INDEX = Pattern.compile("/[^/_][^/]*");

    private static final Pattern OF_INDEX = Pattern.compile(
            "(?:/(?:_all|[^/_][^/]*))?/_(?:mapping|settings|alias|aliases|refresh|flush|open|close)(?:/.*)?");

    private static final List<String> SET_UP = List.of(
            "/_ilm",
            "/_index_template",
            "/_component_template",
            "/_template",
            "/_ingest",
            "/_logstash",
            "/_data_stream",
            "/_plugins",
            "/_opendistro",
            "/_nodes",
            "/_cat",
            "/_cluster/settings",
            "/_security");

    private static final JsonObject LICENCE = new JsonObject()
            .put("status", "active")
            .put("uid", "00000000-0000-0000-0000-000000000000")
            .put("type", "basic")
            .put("mode", "basic");

    static ElasticGreetings elasticsearch(String version) {
        JsonObject about = new JsonObject()
                .put("name", "tripline")
                .put("cluster_name", "tripline")
                .put("cluster_uuid", "tripline")
                .put(
                        "version",
                        built(new JsonObject().put("number", version).put("build_flavor", "default"))
                                .put("lucene_version", "10.2.1")
                                .put("minimum_wire_compatibility_version", "8.19.0")
                                .put("minimum_index_compatibility_version", "8.0.0"))
                .put("tagline", "You Know, for Search");
        return new ElasticGreetings(about, Map.of("X-Elastic-Product", "Elasticsearch"));
    }

    static ElasticGreetings opensearch() {
        JsonObject about = new JsonObject()
                .put("name", "tripline")
                .put("cluster_name", "tripline")
                .put("cluster_uuid", "tripline")
                .put(
                        "version",
                        built(new JsonObject().put("distribution", "opensearch").put("number", "2.19.0"))
                                .put("lucene_version", "9.12.1")
                                .put("minimum_wire_compatibility_version", "7.10.0")
                                .put("minimum_index_compatibility_version", "7.0.0"))
                .put("tagline", "The OpenSearch Project: https://opensearch.org/");
        return new ElasticGreetings(about, Map.of());
    }

    /** Adds what clients with types insist on. */
    private static JsonObject built(JsonObject version) {
        return version.put("build_type", "docker")
                .put("build_hash", "tripline")
                .put("build_date", "2026-01-01T00:00:00Z")
                .put("build_snapshot", false);
    }

    Answer answer(WireRequest request, String path) {
        return like(request, plain(request, path));
    }

    private Answer plain(WireRequest request, String path) {
        boolean reads = request.isGet();
        if (reads && path.isEmpty()) {
            return Answer.json(200, about.encode());
        } else if (reads && path.equals("/_license")) {
            return Answer.json(200, new JsonObject().put("license", LICENCE).encode());
        } else if (reads && path.equals("/_xpack")) {
            return Answer.json(
                    200,
                    new JsonObject()
                            .put("license", LICENCE)
                            .put("features", new JsonObject())
                            .encode());
        } else if (reads && path.startsWith("/_cluster/health")) {
            return Answer.json(200, health());
        } else if (SET_UP.stream().anyMatch(path::startsWith)
                || OF_INDEX.matcher(path).matches()) {
            return Answer.json(200, reads ? "{}" : setUp().encode());
        } else if (request.method().equals("PUT") && INDEX.matcher(path).matches()) {
            return Answer.json(200, setUp().put("index", path.substring(1)).encode());
        } else if (request.method().equals("HEAD")) {
            return Answer.empty(200); // an index is there as soon as somebody writes to it
        } else if (path.endsWith("/_bulk")) {
            return refusal(Refused.of(405, "documents are posted or put here"));
        }
        return refusal(Refused.of(404, "events come in here, and nothing can be asked for"));
    }

    private static JsonObject setUp() {
        return new JsonObject()
                .put("acknowledged", true)
                .put("shards_acknowledged", true)
                .put(
                        "_shards",
                        new JsonObject().put("total", 1).put("successful", 1).put("failed", 0));
    }

    /** All that clients with types insist on. */
    private static String health() {
        return new JsonObject()
                .put("cluster_name", "tripline")
                .put("status", "green")
                .put("timed_out", false)
                .put("number_of_nodes", 1)
                .put("number_of_data_nodes", 1)
                .put("active_primary_shards", 1)
                .put("active_shards", 1)
                .put("relocating_shards", 0)
                .put("initializing_shards", 0)
                .put("unassigned_shards", 0)
                .put("unassigned_primary_shards", 0)
                .put("delayed_unassigned_shards", 0)
                .put("number_of_pending_tasks", 0)
                .put("number_of_in_flight_fetch", 0)
                .put("task_max_waiting_in_queue_millis", 0)
                .put("active_shards_percent_as_number", 100.0)
                .encode();
    }

    static JsonObject error(String type, String reason) {
        return new JsonObject().put("type", type).put("reason", reason);
    }

    Answer failure(int status, JsonObject error) {
        JsonObject whole = error.copy().put("root_cause", new JsonArray().add(error));
        return Answer.json(
                status,
                new JsonObject().put("error", whole).put("status", status).encode());
    }

    Answer refusal(Refused refused) {
        return failure(refused.status(), error(type(refused.status()), refused.detail()));
    }

    private static String type(int status) {
        return switch (status) {
            case 401, 403 -> "security_exception";
            case 404 -> "index_not_found_exception";
            case 413 -> "content_too_long_exception";
            case 429 -> "es_rejected_execution_exception";
            case 503 -> "unavailable_shards_exception";
            case 500 -> "exception";
            default -> "illegal_argument_exception";
        };
    }

    /** With the headers that this product has, in the media type that was asked for. */
    Answer like(WireRequest request, Answer answer) {
        Answer headed = answer;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            headed = headed.with(header.getKey(), header.getValue());
        }
        String accept = request.header("accept");
        Matcher asked = COMPATIBLE.matcher(accept == null ? "" : accept);
        return headed.type() != null && asked.find()
                ? new Answer(
                        headed.status(),
                        "application/vnd.elasticsearch+json;compatible-with=" + asked.group(1),
                        headed.headers(),
                        headed.body())
                : headed;
    }
}
