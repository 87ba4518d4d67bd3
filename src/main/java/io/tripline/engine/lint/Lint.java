package io.tripline.engine.lint;

/** Looks for one kind of slip. Stateless, any thread. */
interface Lint {

    /** Puts what it finds into the file's findings; never throws for any text. */
    void look(LintedFile file);
}
