package io.tripline.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Every answer that is an error, RFC 9457. */
@Schema(name = "Problem", description = "What is wrong with a request, in the form of RFC 9457")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemAnswer(
        @Schema(description = "What the status code means") String title,

        @Schema(description = "The status code of the answer")
        int status,

        @Schema(description = "What is wrong with this request, in one sentence for a person")
        String detail,

        @Schema(description = "How many items were accepted; only of POST /api/v1/events") @Nullable
        Integer accepted,

        @Schema(description = "How many items were rejected; only of POST /api/v1/events") @Nullable
        Integer rejected,

        @Schema(description = "How many bytes of the body were not looked at; only of POST /api/v1/events") @Nullable
        Long unread,

        @Schema(description = "How many alerts were raised; only of POST /api/v1/events") @Nullable
        Integer alerts,

        @Schema(description = "The rejected items; only of POST /api/v1/events") @Nullable
        List<RejectedItem> errors) {

    public static final String TYPE = "application/problem+json";

    /** @param detail text of the request in it must be made {@link SafeText safe} first */
    static ProblemAnswer of(int status, String detail) {
        return new ProblemAnswer(title(status), status, detail, null, null, null, null, null);
    }

    static String title(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }

    Response.ResponseBuilder response() {
        return Response.status(status).type(TYPE).entity(this);
    }

    static Response response(int status, String detail) {
        return of(status, detail).response().build();
    }

    /** There is no room or no time now; come back. */
    static Response busy(String detail) {
        return of(503, detail).response().header("Retry-After", "1").build();
    }
}
