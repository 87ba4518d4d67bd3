package io.tripline.web.page;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** How much rather a program is answered with JSON is a matter between methods, not one of the answer: its type does not say so. */
final class HtmlType {

    private static final String QUALITY = "qs";

    @ServerResponseFilter
    void plain(ContainerResponseContext response) {
        MediaType type = response.getMediaType();
        if (type != null && type.getParameters().containsKey(QUALITY)) {
            response.getHeaders()
                    .putSingle(
                            HttpHeaders.CONTENT_TYPE,
                            new MediaType(type.getType(), type.getSubtype(), StandardCharsets.UTF_8.name()));
        }
    }
}
