package io.tripline.web.page;

/** What the page is divided into, in the order of its navigation. */
public enum Section {
    OVERVIEW("/", "Overview"),
    ALERTS("/alerts", "Alerts"),
    RULES("/rules", "Rules"),
    WHY("/why", "Why not?"),
    SOURCES("/sources", "Sources"),
    COVERAGE("/coverage", "Coverage");

    private final String address;
    private final String title;

    Section(String address, String title) {
        this.address = address;
        this.title = title;
    }

    public String address() {
        return address;
    }

    public String title() {
        return title;
    }
}
