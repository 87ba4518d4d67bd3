package io.tripline.web.page;

import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a form of the page sends, within bounds. What is longer ends the request with 413. */
final class Form {

    /** An event to be looked at is the longest thing that a form holds. */
    private static final int LONGEST = 1024 * 1024;

    private static final int MOST_FIELDS = 32;

    private final Map<String, List<String>> fields;

    private Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    static Form of(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new WebApplicationException(Response.status(413)
                    .type(MediaType.TEXT_PLAIN_TYPE)
                    .entity("a form holds at most " + LONGEST / 1024 + " KiB")
                    .build());
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            return new Form(new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST_FIELDS).parameters());
        } catch (IllegalArgumentException broken) {
            throw new WebApplicationException(Response.status(400)
                    .type(MediaType.TEXT_PLAIN_TYPE)
                    .entity("this is no form")
                    .build());
        }
    }

    /** Null for one that is absent or blank. */
    @Nullable
    String text(String name) {
        List<String> values = fields.get(name);
        return values == null || values.getFirst().isBlank()
                ? null
                : values.getFirst().strip();
    }

    /** As it was sent; empty for one that is absent. */
    String written(String name) {
        List<String> values = fields.get(name);
        return values == null ? "" : values.getFirst();
    }
}
