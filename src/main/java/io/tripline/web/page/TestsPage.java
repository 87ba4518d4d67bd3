package io.tripline.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.tripline.ruletest.FolderTests;
import io.tripline.web.rules.RulePages;
import io.tripline.web.rules.RuleView;
import io.tripline.web.rules.TestRunView;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The tests of a rule, as a part of its view. */
@Path("/tests")
@Produces(MediaType.TEXT_HTML)
public class TestsPage {

    private final RulePages rules;
    private final FolderTests tests;

    TestsPage(RulePages rules, FolderTests tests) {
        this.rules = rules;
        this.tests = tests;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance tests(TestsShown tests);
    }

    /** Runs them. */
    @POST
    @Blocking
    @Operation(hidden = true)
    public TemplateInstance run(@QueryParam("rule") @DefaultValue("") String id) {
        RuleView.Summary rule = rules.summary(id);
        if (rule == null) {
            throw new NotFoundException();
        }
        return Templates.tests(shown(rule));
    }

    private TestsShown shown(RuleView.Summary rule) {
        try {
            FolderTests.Run run = tests.run(rule.tested());
            return run == null
                    ? TestsShown.none("Other tests are being run: one run at a time. Try again in a moment.")
                    : TestsShown.of(TestRunView.of(rule.id(), run));
        } catch (IOException unreadable) {
            return TestsShown.none("The rules folder cannot be read now.");
        }
    }
}
