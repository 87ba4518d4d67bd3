package io.tripline.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no template and no file for browsers may hold. */
class PageTemplatesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path ASSETS = Path.of("src/main/resources/io/tripline/web/page/assets");

    private static final Map<String, Pattern> FORBIDDEN_IN_TEMPLATES = Map.of(
            "text that is not escaped", Pattern.compile("\\.raw\\b|\\.safe\\b|\\braw\\("),
            "a script of its own", Pattern.compile("(?is)<script(?![^>]*\\bsrc=)|</script>(?<!defer></script>)"),
            "a style of its own", Pattern.compile("(?i)<style|\\sstyle\\s*="),
            "a handler of its own", Pattern.compile("(?i)\\son[a-z]+\\s*=|hx-on|\\bjs:|javascript:|hx-vals"),
            "an address of somebody else", Pattern.compile("(?i)=\\s*[\"']?(?:https?:)?//"),
            "an attribute without quotes around a text, or an address put together",
                    Pattern.compile("=\\{(?![^<>]*\\}\\s*:)"),
            "what needs eval", Pattern.compile("hx-trigger=\"[^\"]*\\["));

    private static final Map<String, Pattern> FORBIDDEN_IN_OURS = Map.of(
            "HTML made of text",
                    Pattern.compile(
                            "innerHTML|outerHTML(?!')|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment"),
            "code made of text", Pattern.compile("\\beval\\(|new Function|setTimeout\\(\\s*['\"]"),
            "an address of somebody else", Pattern.compile("(?:https?:)//(?!www\\.w3\\.org/2000/svg)|url\\(|@import"));

    private static final Pattern INCLUDED = Pattern.compile("\\{#include page/(\\w+)([^}]*)}");
    private static final Pattern GIVEN = Pattern.compile("(\\w+)=");
    private static final Pattern TYPED = Pattern.compile("\\{@[\\w.]+ (\\w+)}");

    static Stream<Path> templates() throws IOException {
        return files(TEMPLATES).filter(file -> file.toString().endsWith(".html"));
    }

    static Stream<Path> ours() throws IOException {
        return files(ASSETS).filter(file -> file.getFileName().toString().startsWith("tripline."));
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(Files::isRegularFile).sorted().toList();
            assertFalse(found.isEmpty());
            return found.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateHoldsNothingThatRunsAndNothingThatIsNotEscaped(Path template) {
        assertEquals(List.of(), found(template, FORBIDDEN_IN_TEMPLATES));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whatRunsMakesNoHtmlAndNoCodeOfText(Path file) {
        assertEquals(List.of(), found(file, FORBIDDEN_IN_OURS));
    }

    /** The binary knows how to read the members of those types alone that templates name. */
    @Test
    void whatIsIncludedSaysOfWhichTypeItsTextsAre() throws IOException {
        List<String> untyped = new ArrayList<>();
        for (Path template : templates().toList()) {
            Matcher included = INCLUDED.matcher(Files.readString(template));
            while (included.find()) {
                String name = included.group(1);
                String text = Files.readString(TEMPLATES.resolve("page/" + name + ".html"));
                Set<String> typed = TYPED.matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
                for (String given : GIVEN.matcher(included.group(2))
                        .results()
                        .map(found -> found.group(1))
                        .toList()) {
                    if (text.contains("{" + given + ".") && !typed.contains(given)) {
                        untyped.add(name + ": " + given);
                    }
                }
            }
        }
        assertEquals(List.of(), untyped);
    }

    private static List<String> found(Path file, Map<String, Pattern> forbidden) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return forbidden.entrySet().stream()
                .flatMap(entry -> entry.getValue()
                        .matcher(text)
                        .results()
                        .map(match -> entry.getKey() + ": "
                                + text.substring(match.start(), Math.min(text.length(), match.start() + 80))))
                .sorted()
                .toList();
    }
}
