package io.tripline.web;

import io.restassured.RestAssured;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the running program says of itself in numbers: the same for a program in this JVM and for one in a process of its own. */
public final class Gauges {

    private Gauges() {}

    /** @param name as Prometheus has it, such as {@code tripline_ingest_bytes} */
    public static double of(String name) {
        String metrics = RestAssured.given()
                .header("Authorization", "Bearer " + ServeProfile.Guarded.TOKEN)
                .get("/q/metrics")
                .asString();
        Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(metrics);
        if (!line.find()) {
            throw new AssertionError("no " + name + " in\n" + metrics);
        }
        return Double.parseDouble(line.group(1));
    }
}
