package io.tripline.web.page;

import io.tripline.web.RulesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A rule of a test's own in the folder of the program that runs: more than ten events of a user within an hour. */
record CountedRule(String name) {

    /** Writes its source, of which the program makes the DRL. */
    static CountedRule drop(String word) throws IOException {
        CountedRule rule =
                new CountedRule(word + "-" + UUID.randomUUID().toString().substring(0, 8));
        Files.createDirectories(rule.source().getParent());
        Files.writeString(rule.source(), """
                title: One sign-in
                name: one_sign_in
                logsource: {product: demo}
                detection:
                    selection: {action: %1$s}
                    condition: selection
                ---
                title: Many sign-ins %1$s
                id: %2$s
                level: high
                correlation:
                    type: event_count
                    rules: [one_sign_in]
                    group-by: [user]
                    timespan: 1h
                    condition: {gt: 10}
                """.formatted(rule.name(), UUID.randomUUID()));
        return rule;
    }

    /** So many events of a user, all now. */
    String events(String user, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"action\": \"%s\", \"user\": \"%s\"}".formatted(name, user))
                .collect(Collectors.joining("\n"));
    }

    /** As the program names it. */
    String file() {
        return "page/" + name + ".drl";
    }

    Path drl() {
        return RulesFolder.current().resolve(file());
    }

    private Path source() {
        return RulesFolder.current().resolve("page/" + name + ".yml");
    }

    void delete() throws IOException {
        Files.deleteIfExists(source());
        Files.deleteIfExists(drl());
    }
}
