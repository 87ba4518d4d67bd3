package io.tripline.web.api;

import io.smallrye.common.annotation.Blocking;
import io.tripline.ruletest.FolderTests;
import io.tripline.web.rules.RulePages;
import io.tripline.web.rules.RuleView;
import io.tripline.web.rules.TestRunView;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tests of rules. */
@Path("/api/v1/tests")
@Produces({MediaType.APPLICATION_JSON, ProblemAnswer.TYPE})
@Tag(name = "Rules")
public class RuleTestsResource {

    private final RulePages pages;
    private final FolderTests tests;

    public RuleTestsResource(RulePages pages, FolderTests tests) {
        this.pages = pages;
        this.tests = tests;
    }

    @POST
    @Blocking
    @Operation(
            operationId = "runTests",
            summary = "Run a rule's tests",
            description =
                    "The tests of the rules folder that concern the rule: the .test.yml beside it by its name, and every"
                            + " other that loads its file or expects its alerts. They are run as tripline test does, with the rules as they"
                            + " stand in the folder, and touch nothing that runs: no window, no alert, no sink. One run at a time, for at most"
                            + " 20 seconds and 500 tests.")
    @APIResponse(
            responseCode = "200",
            description = "What came of each test; none where the rule has none",
            content = @Content(schema = @Schema(implementation = TestRunView.class)))
    @APIResponse(
            responseCode = "400",
            description = "It is not said which rule is meant",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such rule",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "409",
            description = "Other tests are being run",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    @APIResponse(
            responseCode = "503",
            description = "The rules folder cannot be read now",
            content = @Content(mediaType = ProblemAnswer.TYPE, schema = @Schema(implementation = ProblemAnswer.class)))
    public Response run(
            @Parameter(description = "The rule's id, as the list of rules has it") @QueryParam("rule") @Nullable
                    String rule) {
        if (rule == null || rule.isBlank()) {
            return ProblemAnswer.response(400, "rule= is missing: the id of the rule whose tests are wanted");
        }
        RuleView.Summary known = pages.summary(rule);
        if (known == null) {
            return ProblemAnswer.response(404, "there is no rule " + SafeText.of(rule));
        }
        FolderTests.Run run;
        try {
            run = tests.run(known.tested());
        } catch (IOException unreadable) {
            return ProblemAnswer.busy("the rules folder cannot be read now");
        }
        return run == null
                ? ProblemAnswer.response(409, "other tests are being run; one run at a time")
                : Response.ok(TestRunView.of(known.id(), run))
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }
}
