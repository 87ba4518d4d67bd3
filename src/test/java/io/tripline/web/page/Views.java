package io.tripline.web.page;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The addresses of all views: a new one is looked at as soon as its section is there. */
final class Views {

    static final String DCR = "/rules/4bf28f3a-716c-11f0-9932-723487b9527c";
    static final String OKTA = "/rules/6649e656-6f85-11ef-8876-f661ea17fbcc";

    /** Those that need no id of anything that came. */
    static final List<String> ALL = Stream.concat(
                    Arrays.stream(Section.values()).map(Section::address),
                    Stream.of(
                            "/alerts?view=each",
                            "/alerts?since=never",
                            "/rules?text=nothing+is+like+that",
                            "/coverage?gaps=true",
                            DCR,
                            OKTA,
                            "/sign-in"))
            .toList();

    private Views() {}

    /** As a part of a file's name. */
    static String word(String path) {
        return path.equals("/") ? "home" : path.substring(1).replaceAll("[^A-Za-z0-9]+", "-");
    }
}
