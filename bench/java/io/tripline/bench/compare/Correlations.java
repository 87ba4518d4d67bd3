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
        return base(1, "failed") + "---\n" + head("event_count", 1, timespan) + "  condition:\n    gte: " + least
                + "\nlevel: high\n";
    }

    /** @param least so many addresses of a user */
    static String values(String timespan, int least) {
        return base(1, "failed") + "---\n" + head("value_count", 1, timespan)
                + "  condition:\n    field: address\n    gte: " + least + "\nlevel: high\n";
    }

    /**
     * The actions a, b and c of a user. That all three are needed is said, because rsigma takes one for enough in
     * {@code temporal} where nothing is said.
     */
    static String temporal(String type, String timespan) {
        return base(1, "a") + "---\n" + base(2, "b") + "---\n" + base(3, "c") + "---\n" + head(type, 3, timespan)
                + "  condition:\n    gte: 3\nlevel: high\n";
    }

    private static String head(String type, int bases, String timespan) {
        StringBuilder rules = new StringBuilder();
        for (int base = 1; base <= bases; base++) {
            rules.append("    - ").append(id(base)).append('\n');
        }
        return HEAD.formatted(type, rules, timespan);
    }

    /** By id, because rsigma is silent about matches of rules that are counted by their id alone. */
    private static String id(int base) {
        return "7b6e1111-0000-4000-8000-00000000010" + base;
    }

    private static String base(int number, String action) {
        return """
                title: Base %1$d
                id: %2$s
                status: test
                %3$sdetection:
                  selection:
                    action: %4$s
                  condition: selection
                level: informational
                """.formatted(number, id(number), Log.LINUX_AUTH.yaml(), action);
    }
}
