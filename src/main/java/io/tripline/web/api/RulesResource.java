package io.tripline.web.api;

import io.smallrye.common.annotation.Blocking;
import io.tripline.web.rules.RulePages;
import io.tripline.web.rules.RuleView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rules and what became of them. */
@Path("/api/v1/rules")
@Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
@Tag(name = "Rules", description = "The rules, what became of them, and what they are doing")
public class RulesResource {

    private final RulePages pages;

    public RulesResource(RulePages pages) {
        this.pages = pages;
    }

    @GET
    @Blocking
    @Operation(
            operationId = "listRules",
            summary = "List rules",
            description = "All rules of the folder: live, broken, refused and switched off ones.")
    @APIResponse(responseCode = "200", description = "The rules")
    public RuleView.RuleList list() {
        return pages.list();
    }

    @GET
    @Path("/{id: .+}")
    @Blocking
    @Operation(
            operationId = "getRule",
            summary = "Get one rule",
            description =
                    "Its source, its DRL, what it tests and looks for, and what it is doing. What can be read from the DRL"
                            + " comes from there, so that it is true after an edit.")
    @APIResponse(
            responseCode = "200",
            description = "The rule",
            content = @Content(schema = @Schema(implementation = RuleView.Detail.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such rule",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response one(@Parameter(description = "The rule's id, as the list has it") @PathParam("id") String id) {
        RuleView.Detail detail = pages.detail(id);
        return detail == null
                ? ProblemAnswer.response(404, "there is no rule " + SafeText.of(id))
                : Response.ok(detail).type(MediaType.APPLICATION_JSON_TYPE).build();
    }
}
