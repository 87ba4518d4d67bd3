package io.tripline.web.wire;

import java.util.List;

/**
 * A line for a shell that brings one event in a wire format, as its senders would.
 *
 * @param address that senders call
 * @param line POSIX shell with curl, and openssl where a signature is needed; the token is in {@code $TRIPLINE_TOKEN}
 */
public record TryLine(String format, String address, String line) {

    private static final String BEARER = "-H \"Authorization: Bearer $TRIPLINE_TOKEN\"";

    /** Ends what is quoted, and takes quoting up again. */
    private static final String NOW = "'$(date -u +%Y-%m-%dT%H:%M:%SZ)'";

    private static final String ID = "'$(date +%s)-$$'";

    private static final String EVENT = "{\"action\":\"try\",\"user\":\"ann\"}";

    /**
     * One for each of {@link WireFormats#NAMES}, in that order.
     *
     * @param base {@code https://tripline.example}, without a slash at the end
     * @param withToken whether senders need one
     */
    public static List<TryLine> all(String base, boolean withToken) {
        return WireFormats.NAMES.stream()
                .map(format -> of(format, base, withToken))
                .toList();
    }

    private static TryLine of(String format, String base, boolean withToken) {
        String address = quoted(base + path(format));
        String token = withToken ? token(format) + " " : "";
        return new TryLine(
                format,
                base + path(format),
                switch (format) {
                    case "github" -> github(address, withToken);
                    case "syslog" ->
                        "curl -sS " + token + "-H 'Content-Type: text/plain' --data-binary '<34>1 " + NOW
                                + " host.example su - - - try' " + address;
                    case "elasticsearch", "opensearch" ->
                        "printf '%s\\n' '{\"create\":{\"_index\":\"try\"}}' '" + EVENT + "' | curl -sS " + token
                                + "-H 'Content-Type: application/x-ndjson' --data-binary @- " + address;
                    default ->
                        "curl -sS " + token + "-H 'Content-Type: " + type(format) + "' --data '" + body(format) + "' "
                                + address;
                });
    }

    private static String path(String format) {
        return switch (format) {
            case "json" -> WireAddresses.EVENTS;
            case "otlp" -> "/v1/logs";
            case "splunk-hec" -> "/services/collector/event";
            case "elasticsearch", "opensearch" -> "/" + format + "/_bulk";
            default -> JsonEvents.ROOT + format;
        };
    }

    private static String token(String format) {
        return switch (format) {
            case "firehose" -> "-H \"X-Amz-Firehose-Access-Key: $TRIPLINE_TOKEN\"";
            case "splunk-hec" -> "-H \"Authorization: Splunk $TRIPLINE_TOKEN\"";
            default -> BEARER;
        };
    }

    private static String type(String format) {
        return format.equals("cloudevents") ? "application/cloudevents+json" : "application/json";
    }

    private static String github(String address, boolean withToken) {
        String body = "'{\"action\":\"try\",\"sender\":{\"login\":\"ann\"}}'";
        String signature = withToken
                ? "-H \"X-Hub-Signature-256: sha256=$(printf %s \"$body\" | openssl dgst -sha256 -hmac \"$TRIPLINE_TOKEN\" -r |"
                        + " cut -d ' ' -f 1)\" "
                : "";
        return "body=" + body + "; curl -sS " + signature
                + "-H 'X-GitHub-Event: push' -H \"X-GitHub-Delivery: $(date +%s)-$$\""
                + " -H 'Content-Type: application/json' --data \"$body\" " + address;
    }

    private static String body(String format) {
        return switch (format) {
            case "auth0" ->
                "{\"log_id\":\"try-" + ID + "\",\"data\":{\"date\":\"" + NOW
                        + "\",\"type\":\"s\",\"description\":\"try\",\"tenant_name\":\"example\"}}";
            case "okta" -> "{\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":[" + okta() + "]}}";
            case "eventbridge" ->
                "{\"version\":\"0\",\"id\":\"try-" + ID
                        + "\",\"detail-type\":\"SystemLog\",\"source\":\"aws.partner/okta.com/try\",\"time\":\"" + NOW
                        + "\",\"detail\":" + okta() + "}";
            case "firehose" ->
                "{\"requestId\":\"try-" + ID
                        + "\",\"timestamp\":'$(date +%s)'000,\"records\":[{\"data\":\"'$(printf %s '" + EVENT
                        + "' | base64)'\"}]}";
            case "cloudtrail" ->
                "{\"Records\":[{\"eventVersion\":\"1.08\",\"eventID\":\"try-" + ID + "\",\"eventTime\":\"" + NOW
                        + "\",\"eventSource\":\"signin.amazonaws.com\",\"eventName\":\"ConsoleLogin\"}]}";
            case "cloudevents" ->
                "{\"specversion\":\"1.0\",\"id\":\"try-" + ID
                        + "\",\"source\":\"/try\",\"type\":\"example.try\",\"time\":\"" + NOW + "\",\"data\":" + EVENT
                        + "}";
            case "alertmanager" ->
                "{\"version\":\"4\",\"status\":\"firing\",\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Try\"},\"startsAt\":\""
                        + NOW + "\",\"fingerprint\":\"try-" + ID + "\"}]}";
            case "otlp" ->
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"try\"}}]}]}]}";
            case "splunk-hec" -> "{\"event\":" + EVENT + "}";
            default -> EVENT;
        };
    }

    private static String okta() {
        return "{\"uuid\":\"try-" + ID + "\",\"published\":\"" + NOW
                + "\",\"eventType\":\"user.session.start\",\"outcome\":{\"result\":\"SUCCESS\"}}";
    }

    /** No address has an apostrophe that stands for itself in it; the caller may have written one. */
    private static String quoted(String address) {
        return "'" + address.replace("'", "%27") + "'";
    }
}
