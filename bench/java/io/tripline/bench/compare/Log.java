package io.tripline.bench.compare;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which log events are from, in the words of Sigma's {@code logsource}; null: nothing is said of that part. */
record Log(
        @Nullable String product,
        @Nullable String category,
        @Nullable String service) {

    /** Nobody says it: the events do. */
    static final Log UNSAID = new Log(null, null, null);

    static final Log WINDOWS = new Log("windows", null, null);
    static final Log WINDOWS_PROCESS = new Log("windows", "process_creation", null);
    static final Log LINUX_PROCESS = new Log("linux", "process_creation", null);
    static final Log LINUX = new Log("linux", null, null);
    static final Log LINUX_AUTH = new Log("linux", null, "auth");
    static final Log CLOUDTRAIL = new Log("aws", null, "cloudtrail");
    static final Log OKTA = new Log("okta", null, "okta");
    static final Log PROXY = new Log(null, "proxy", null);

    /** {@code product=windows,category=process_creation}, as both programs take it; empty if nothing is said. */
    String words() {
        return join(",");
    }

    /** The query of a request. */
    String query() {
        return join("&");
    }

    private String join(String between) {
        List<String> parts = new ArrayList<>();
        if (product != null) {
            parts.add("product=" + product);
        }
        if (category != null) {
            parts.add("category=" + category);
        }
        if (service != null) {
            parts.add("service=" + service);
        }
        return String.join(between, parts);
    }

    /** As fields of an event. */
    Json writeTo(Json event) {
        if (product != null) {
            event.text("product", product);
        }
        if (category != null) {
            event.text("category", category);
        }
        if (service != null) {
            event.text("service", service);
        }
        return event;
    }

    /** As a rule's {@code logsource}. */
    String yaml() {
        StringBuilder yaml = new StringBuilder("logsource:\n");
        if (product != null) {
            yaml.append("  product: ").append(product).append('\n');
        }
        if (category != null) {
            yaml.append("  category: ").append(category).append('\n');
        }
        if (service != null) {
            yaml.append("  service: ").append(service).append('\n');
        }
        return yaml.toString();
    }
}
