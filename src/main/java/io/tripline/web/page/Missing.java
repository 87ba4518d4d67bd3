package io.tripline.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;

/** What a person sees at the address of something that is not there, or no more. */
final class Missing {

    private static final String HTML = "text/html;charset=UTF-8";

    private Missing() {}

    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance missing(Frame frame, String why);
    }

    /** @param why a sentence */
    static NotFoundException of(Frame frame, String why) {
        return new NotFoundException(Response.status(404)
                .type(HTML)
                .entity(Templates.missing(frame, why).render())
                .build());
    }
}
