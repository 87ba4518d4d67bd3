package io.tripline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A Tripline that serves, as another verb asks it. Its answers are strangers' text until they are read. */
final class RunningService {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** Bytes: an answer is no larger. */
    private static final int LARGEST = 64 << 20;

    private final URI base;
    private final @Nullable String token;
    private final String option;
    private @Nullable HttpClient following;

    private RunningService(URI base, @Nullable String token, String option) {
        this.base = base;
        this.token = token;
        this.option = option;
    }

    /** It cannot be reached, now. */
    static final class Unreachable extends Exception {

        private static final long serialVersionUID = 1L;

        private final CommandFailure failure;

        Unreachable(CommandFailure failure) {
            super(failure.text(), failure);
            this.failure = failure;
        }

        CommandFailure failure() {
            return failure;
        }
    }

    /**
     * @param url {@code http://127.0.0.1:8080}, with or without a path before {@code /api}
     * @param token that the service asks for; null if it asks for none
     * @param option by which a token is given
     */
    static RunningService at(String url, @Nullable String token, String option) {
        if (token != null && !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, option + " holds a character that no token has");
        }
        try {
            URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return new RunningService(uri, token, option);
            }
        } catch (URISyntaxException noAddress) {
            // said below
        }
        throw new CommandFailure(ExitCode.WRONG_USAGE, "--url " + url + " is no address such as http://127.0.0.1:8080");
    }

    /** A part of a path or a value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What stands at a path of the interface: {@code /api/v1/streams}. */
    JsonNode get(String path) {
        return send(request(path).timeout(ANSWER));
    }

    JsonNode patch(String path, String json) {
        return send(with("PATCH", path, json));
    }

    JsonNode post(String path, String json) {
        return send(with("POST", path, json));
    }

    private HttpRequest.Builder with(String method, String path, String json) {
        return request(path)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private JsonNode send(HttpRequest.Builder request) {
        try (HttpClient client = client()) {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(LARGEST + 1);
                return read(answer.statusCode(), bytes);
            }
        } catch (IOException e) {
            throw failure(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted");
        }
    }

    /**
     * An answer without end.
     *
     * @param last the id of the last event that came; null for none
     * @throws Unreachable it may be reached later
     */
    InputStream stream(String path, @Nullable Long last) throws Unreachable {
        HttpRequest.Builder request = request(path).setHeader("Accept", "text/event-stream");
        if (last != null) {
            request.header("Last-Event-ID", last.toString());
        }
        try {
            HttpResponse<InputStream> answer =
                    following().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            byte[] bytes;
            try (InputStream body = answer.body()) {
                bytes = body.readNBytes(LARGEST + 1);
            }
            CommandFailure failure = refusal(answer.statusCode(), json(bytes));
            if (answer.statusCode() >= 500) {
                throw new Unreachable(failure);
            }
            throw failure;
        } catch (IOException e) {
            throw new Unreachable(failure(reason(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted");
        }
    }

    /** Of all streams: it lives as long as the program. */
    private HttpClient following() {
        HttpClient known = following;
        if (known == null) {
            known = client();
            following = known;
        }
        return known;
    }

    private JsonNode read(int status, byte[] body) {
        JsonNode json = json(body);
        if (status != 200) {
            throw refusal(status, json);
        }
        if (json == null) {
            throw stranger();
        }
        return json;
    }

    private CommandFailure refusal(int status, @Nullable JsonNode problem) {
        String detail = detail(problem);
        return switch (status) {
            case 400 -> new CommandFailure(ExitCode.WRONG_USAGE, base + " does not understand it (400)" + detail);
            case 401 ->
                failure(
                        token == null
                                ? "needs a token: " + option + ", or TRIPLINE_TOKEN"
                                : "does not take this token (401)");
            case 403 -> failure("does not allow it (403)" + detail);
            case 404 ->
                detail.isEmpty()
                        ? failure("has nothing at this address (404): is it Tripline, and of this version?")
                        : new CommandFailure(ExitCode.FINDINGS, base + " does not have it (404)" + detail);
            case 409 -> new CommandFailure(ExitCode.FINDINGS, base + " does not do it now (409)" + detail);
            default -> failure("answers with " + status + detail);
        };
    }

    private static @Nullable JsonNode json(byte[] body) {
        try {
            JsonNode json = body.length > LARGEST ? null : new ObjectMapper().readTree(body);
            return json != null && json.isObject() ? json : null;
        } catch (JsonProcessingException noJson) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static String detail(@Nullable JsonNode problem) {
        String detail = problem == null ? "" : problem.path("detail").asText("");
        return detail.isEmpty() ? "" : ": " + detail;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case HttpConnectTimeoutException slow ->
                "cannot be reached: no connection within " + CONNECT.toSeconds() + " s";
            case HttpTimeoutException slow -> "does not answer within " + ANSWER.toSeconds() + " s";
            case ConnectException refused -> "cannot be reached: is `tripline serve` running there?";
            default ->
                "cannot be asked: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        };
    }

    /** What it says is not what Tripline says. */
    CommandFailure stranger() {
        return failure("answers, but not as Tripline does");
    }

    private CommandFailure failure(String what) {
        return new CommandFailure(ExitCode.INPUT_OUTPUT, base + " " + what);
    }
}
