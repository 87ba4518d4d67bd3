package io.tripline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
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

    private RunningService(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * @param url {@code http://127.0.0.1:8080}, with or without a path before {@code /api}
     * @param token that the service asks for; null if it asks for none
     */
    static RunningService at(String url, @Nullable String token) {
        if (token != null && !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "--token holds a character that no token has");
        }
        try {
            URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return new RunningService(uri, token);
            }
        } catch (URISyntaxException noAddress) {
            // said below
        }
        throw new CommandFailure(ExitCode.WRONG_USAGE, "--url " + url + " is no address such as http://127.0.0.1:8080");
    }

    /** What stands at a path of the interface: {@code /api/v1/streams}. */
    JsonNode get(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER).header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
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

    private JsonNode read(int status, byte[] body) {
        JsonNode json = json(body);
        return switch (status) {
            case 200 -> {
                if (json == null) {
                    throw failure("answers, but not as Tripline does");
                }
                yield json;
            }
            case 401 ->
                throw failure(
                        token == null ? "needs a token: --token, or TRIPLINE_TOKEN" : "does not take this token (401)");
            case 403 -> throw failure("does not allow it (403)" + detail(json));
            case 404 -> throw failure("has nothing at this address (404): is it Tripline, and of this version?");
            default -> throw failure("answers with " + status + detail(json));
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
