package io.tripline.web.api;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Some alerts, newest first. */
@Schema(name = "AlertPage", description = "Alerts, newest first")
public record AlertPage(
        @Schema(description = "The alerts", type = SchemaType.ARRAY, implementation = AlertShape.class)
        List<Map<String, ? extends @Nullable Object>> items,

        @Schema(description = "What to pass as cursor to get older ones; null where there are none") @Nullable
        String next) {}
