package io.tripline.bench.compare;

/** Sigma correlations that both programs read. */
final class Correlations {

    private static final String HEAD = """
            title: Under test
            id: 7b6e1111-0000-4000-8000-000000000001
            status: test
            correlation:
              type: %s
              rules:
            %s  group-by:
                - user
              timespan: %s
            """;

    private Correlations() {}

    /** @param least so many failures of a user */
    static String count(String timespan, int least) {
        return base("failed", "failed") + "---\n" + HEAD.formatted("event_count", "    - failed\n", timespan)
                + "  condition:\n    gte: " + least + "\nlevel: high\n";
    }

    /** @param least so many addresses of a user */
    static String values(String timespan, int least) {
        return base("failed", "failed") + "---\n" + HEAD.formatted("value_count", "    - failed\n", timespan)
                + "  condition:\n    field: address\n    gte: " + least + "\nlevel: high\n";
    }

    /** The actions a, b and c of a user. */
    static String temporal(String type, String timespan) {
        return base("step_a", "a") + "---\n" + base("step_b", "b") + "---\n" + base("step_c", "c") + "---\n"
                + HEAD.formatted(type, "    - step_a\n    - step_b\n    - step_c\n", timespan) + "level: high\n";
    }

    private static String base(String name, String action) {
        return """
                title: Base %1$s
                name: %1$s
                status: test
                %2$sdetection:
                  selection:
                    action: %3$s
                  condition: selection
                level: informational
                """.formatted(name, Log.LINUX_AUTH.yaml(), action);
    }
}
