package io.tripline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The rules that come with the program, and events for them. */
final class SeedRules {

    static final String DCR_ID = "4bf28f3a-716c-11f0-9932-723487b9527c";
    static final String OKTA_ID = "6649e656-6f85-11ef-8876-f661ea17fbcc";

    private SeedRules() {}

    static String dcr() {
        return read("rules-drl/auth0/dcr_rapid_client_creation.yml");
    }

    static String okta() {
        return read("rules-drl/elastic/okta_new_actor_client_credentials_denied.toml");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A registration in the form of an Auth0 log stream; one a minute from midnight on. */
    static String registration(int minute) {
        return "{\"log_id\":\"r" + minute + "\",\"data\":{\"date\":\"2026-01-01T00:" + two(minute)
                + ":00Z\",\"type\":\"sapi\",\"description\":\"Dynamic client registration\",\"tenant_name\":\"acme\","
                + "\"details\":{\"response\":{\"body\":{\"client_id\":\"c" + minute + "\"}}}}}";
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    /** One a line. */
    static String registrations(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(registration(i)).append('\n');
        }
        return lines.toString();
    }
}
