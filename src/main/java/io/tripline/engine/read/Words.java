package io.tripline.engine.read;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words that are no names for variables, and words of other languages that rules do not have. */
final class Words {

    private static final Set<String> RESERVED = Set.of(
            "null", "true", "false", "this", "nil", "empty", "unknown", "new", "if", "else", "for", "foreach", "while", "until", "do",
            "return", "switch", "case", "default", "break", "continue", "try", "catch", "finally", "throw", "throws",
            "def", "function", "proto", "var", "untyped", "import", "import_static", "package", "class", "interface",
            "enum", "extends", "implements", "instanceof", "is", "in", "not", "and", "or", "exists", "forall", "contains",
            "memberOf", "matches", "soundslike", "strsim", "convertable_to", "isdef", "assert", "with", "modify", "insert",
            "insertLogical", "update", "delete", "retract", "kcontext", "drools", "alerts", "streams", "eval", "from",
            "accumulate", "acc", "groupby", "collect", "over", "entry", "rule", "query", "when", "then", "end", "int", "long", "double", "float", "short", "byte", "char",
            "boolean", "void", "static", "final", "synchronized", "System", "Object", "Class", "Array", "Thread", "Compiler", "Runtime",
            "StrictMath", "ClassLoader", "stacklang", "const", "goto", "__break__", "kruntime");

    /** What a word of another language is refused with. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("while", "for ( x : collection ) goes through a collection, and ends"),
            Map.entry("do", "for ( x : collection ) goes through a collection, and ends"),
            Map.entry("until", "for ( x : collection ) goes through a collection, and ends"),
            Map.entry("foreach", "write for ( x : collection )"),
            Map.entry("switch", "write if and else"),
            Map.entry("def", "write the test as a constraint"),
            Map.entry("function", "write the test as a constraint"),
            Map.entry("proto", "write the test as a constraint"),
            Map.entry("with", "a fact is never changed: write a new match to a stream"),
            Map.entry("modify", "a fact is never changed: write a new match to a stream"),
            Map.entry("import", "imports stand on top of the file"),
            Map.entry("import_static", "imports stand on top of the file"),
            Map.entry("assert", "write the test as a constraint"),
            Map.entry("try", "a value that may be missing is tested before: if ( $x != null )"),
            Map.entry("throw", "a rule that must not go on returns"),
            Map.entry("break", "a loop goes through the whole collection"),
            Map.entry("continue", "a loop goes through the whole collection"),
            Map.entry("isdef", "a variable is there if a pattern has bound it"),
            Map.entry("strsim", "write the test as a constraint on the event: field( … ).like( … )"),
            Map.entry("soundslike", "write the test as a constraint on the event: field( … ).like( … )"),
            Map.entry("matches", "write the test as a constraint on the event: field( … ).regex( … )"),
            Map.entry("str", "write startsWith( … ) or endsWith( … ) as a method"),
            Map.entry("instanceof", "a value's type is the one that its method says"),
            Map.entry("is", "a value's type is the one that its method says"),
            Map.entry("convertable_to", "a value's type is the one that its method says"),
            Map.entry("kcontext", "a rule may call drools.getRule()"),
            Map.entry("insertLogical", "what is written to a stream stays for as long as a rule looks back at it"));

    private Words() {}

    static boolean areReserved(String name) {
        return RESERVED.contains(name) || RuleTypes.named(name) != null;
    }

    /** Why the word is not in our language; null if it is no such word. */
    static @Nullable Unreadable refusal(Lexer.Token token) {
        String instead = token.kind() == Lexer.Kind.NAME ? REFUSED.get(token.text()) : null;
        return instead == null ? null : new Unreadable(token.span(), "'" + token.text() + "' is not supported", instead);
    }
}
