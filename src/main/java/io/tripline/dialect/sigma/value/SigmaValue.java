package io.tripline.dialect.sigma.value;

/** One value of a detection item, as the rule spells it. Specification 2.1, "Special Field Values". */
public sealed interface SigmaValue {

    /** May hold wildcards and escapes; what they mean depends on the modifiers. */
    record Text(String raw) implements SigmaValue {}

    /** @param spelling as in the file: {@code 0x3} and {@code 1.0} stay what they are */
    record Number(String spelling) implements SigmaValue {}

    record Bool(boolean value) implements SigmaValue {}

    record Null() implements SigmaValue {}

    /** The value of a parameter takes its place. Auth0's rules write <code>{name}</code>. */
    record Placeholder(String name) implements SigmaValue {}

    /** The text that string modifiers work on; a null is none. */
    static String spelling(SigmaValue value) {
        return switch (value) {
            case Text text -> text.raw();
            case Number number -> number.spelling();
            case Bool bool -> String.valueOf(bool.value());
            case Null none -> "";
            case Placeholder placeholder -> "{" + placeholder.name() + "}";
        };
    }
}
