package io.tripline.alert.sink;

import io.tripline.alert.sink.http.SafeHttp;
import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One address that alerts are posted to, and what its answers mean for them. One thread at a time. */
public final class HttpReceiver implements AutoCloseable {

    /** Of an answer that is shown to people. */
    private static final int SHOWN = 200;

    /** Longer than that nobody is waited for. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final SafeHttp http;
    private final URI url;
    private final Map<String, String> headers;
    private final InstantSource clock;

    /** What came back. */
    public sealed interface Reply {

        /** A 2xx. @param text of the answer, or its beginning */
        record Taken(String text) implements Reply {}

        /** All else, or nothing. */
        record Not(Outcome outcome) implements Reply {}
    }

    /** @param headers of every request, those that are secret among them */
    public HttpReceiver(SafeHttp http, URI url, Map<String, String> headers, InstantSource clock) {
        this.http = http;
        this.url = url;
        this.clock = clock;
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Content-Type", "application/json");
        all.put("User-Agent", "Tripline");
        all.putAll(headers);
        this.headers = Map.copyOf(all);
    }

    /** For a person; paths and queries are often secrets. */
    public String target() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** Posts a body of which nothing but the status counts. @param more headers of this request */
    Outcome deliver(String body, Map<String, String> more) throws InterruptedException {
        return switch (post(body, more)) {
            case Reply.Taken taken -> new Outcome.Delivered();
            case Reply.Not(Outcome outcome) -> outcome;
        };
    }

    /** Posts a body. @param more headers of this request */
    Reply post(String body, Map<String, String> more) throws InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        try {
            SafeHttp.Answer answer = http.post(url, all, body.getBytes(StandardCharsets.UTF_8));
            return answer.status() >= 200 && answer.status() < 300
                    ? new Reply.Taken(answer.text())
                    : new Reply.Not(outcome(answer));
        } catch (IOException failed) {
            return new Reply.Not(new Outcome.Later(Visible.of(String.valueOf(failed.getMessage())), null));
        }
    }

    /** Whether a status says that the same will never be taken. */
    static boolean isFinal(int status) {
        return status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
    }

    /** The beginning of what a stranger says, on one line. */
    static String shown(String text) {
        return Visible.of(Cut.after(SHOWN, text).strip());
    }

    private Outcome outcome(SafeHttp.Answer answer) {
        String text = shown(answer.text());
        String why = "answers with " + answer.status() + (text.isBlank() ? "" : ": " + text);
        return isFinal(answer.status()) ? new Outcome.Refused(why) : new Outcome.Later(why, wait(answer.retryAfter()));
    }

    /** Seconds, or a date as HTTP has them; null for what is neither. */
    private @Nullable Duration wait(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return null;
        }
        try {
            Duration wait = retryAfter.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                    : Duration.between(
                            clock.instant(),
                            DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter.strip(), Instant::from));
            return wait.isNegative() ? null : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
