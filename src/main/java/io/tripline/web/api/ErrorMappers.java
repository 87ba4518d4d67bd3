package io.tripline.web.api;

import io.tripline.store.StoreFailure;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Whatever goes wrong, the answer has the one form of errors and shows nothing of the inside. */
public class ErrorMappers {

    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

    @ServerExceptionMapper
    public Response refused(WebApplicationException refused) {
        Response answer = refused.getResponse();
        if (answer.hasEntity()) {
            return answer;
        }
        Response.ResponseBuilder problem =
                ProblemAnswer.of(answer.getStatus(), detail(answer.getStatus())).response();
        Object allow = answer.getHeaders().getFirst("Allow");
        return allow == null ? problem.build() : problem.header("Allow", allow).build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "there is nothing at this address; the interface is described at /q/openapi";
            case 405 -> "this address does not take this method";
            case 406 -> "this address does not answer in a form that the request accepts";
            case 413 -> "the body is too large";
            case 415 -> "this address does not take this content type";
            default -> "the request cannot be answered";
        };
    }

    @ServerExceptionMapper
    public Response unkept(StoreFailure failure) {
        LOG.errorf("the store: %s", failure.getMessage());
        return ProblemAnswer.busy("the store cannot be read now; the log says why");
    }

    @ServerExceptionMapper
    public Response failed(Throwable failure) {
        String reference = UUID.randomUUID().toString();
        LOG.errorf(failure, "a request failed, reference %s", reference);
        return ProblemAnswer.response(500, "this is our fault; the log has more under the reference " + reference);
    }
}
