package io.tripline.web.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How sure it is that a technique is noticed, from least to most. */
@Schema(
        name = "CoverageLevel",
        description = "live: a rule runs; tested: it has a test; seen: it has raised an alert",
        type = SchemaType.STRING,
        enumeration = {"live", "tested", "seen"})
public enum CoverageLevel {
    /** A rule runs. */
    LIVE("live", "a rule runs", "#deebf7"),
    /** A rule that runs has a test. */
    TESTED("tested", "a rule that runs has a test", "#9ecae1"),
    /** A rule that runs has raised an alert. */
    SEEN("seen", "a rule that runs has raised an alert", "#3182bd");

    private final String word;
    private final String meaning;
    private final String colour;

    CoverageLevel(String word, String meaning, String colour) {
        this.word = word;
        this.meaning = meaning;
        this.colour = colour;
    }

    /** As users read it. */
    @JsonValue
    public String word() {
        return word;
    }

    /** In a few words, for a legend. */
    public String meaning() {
        return meaning;
    }

    /** {@code #rrggbb}: shades of one hue, which tell the levels apart without telling colours apart. */
    public String colour() {
        return colour;
    }

    /** 1 for the least. */
    public int score() {
        return ordinal() + 1;
    }
}
