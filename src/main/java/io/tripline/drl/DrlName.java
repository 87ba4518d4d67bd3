package io.tripline.drl;

import io.tripline.event.Sha256;
import io.tripline.problem.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cleans names and comments: what stands in DRL without being a literal. A rule's own text can end neither its name nor its
 * comment nor a line, whatever it holds.
 */
final class DrlName {

    private static final int LONGEST_RULE_NAME = 200;
    private static final int LONGEST_SEGMENT = 80;
    private static final int LONGEST_COMMENT = 160;

    /** Of a comment of several lines. */
    private static final int LONGEST_LINE = 110;

    private static final int MOST_SEGMENTS = 20;

    /** Words that Java or DRL keep for themselves. */
    private static final Set<String> RESERVED = Set.of(
            ("abstract assert boolean break byte case catch char class const continue default do double else enum extends"
                            + " false final finally float for goto if implements import in instanceof int interface long"
                            + " native new null package private protected public return short static strictfp super"
                            + " switch synchronized this throw throws transient true try void volatile while"
                            + " accumulate and collect contains declare dialect end eval exists forall from function"
                            + " global groupby init matches memberof modify not or over query reverse result rule"
                            + " salience soundslike str then trait unit update when window")
                    .split(" "));

    private DrlName() {}

    /** The name of a rule: one line of visible characters, without the three that one parser or another stumbles on. */
    static String rule(String text) {
        String name = oneLine(text).replace('"', '\'').replace('\\', '/').replace("*/", "* /");
        String cut = shortened(name, LONGEST_RULE_NAME);
        return cut.isEmpty() ? "Rule" : cut;
    }

    /** One line of a comment. */
    static String comment(String text) {
        return shortened(oneLine(text).replace("*/", "* /"), LONGEST_COMMENT);
    }

    /**
     * Several lines of a comment, split between words where they are no longer than a line.
     *
     * @param most of them; the last ends with "…" if there were more
     */
    static List<String> lines(String text, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : oneLine(text).replace("*/", "* /").split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LONGEST_LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            while (line.length() > LONGEST_LINE && lines.size() <= most) {
                int end = Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1)) ? LONGEST_LINE - 1 : LONGEST_LINE;
                lines.add(line.substring(0, end));
                line.delete(0, end);
            }
            if (lines.size() > most) {
                break;
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        if (lines.size() <= most) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, most));
        first.set(most - 1, first.getLast() + " …");
        return first;
    }

    /** The lines of a text as they were written, without what cannot be seen; empty ones at both ends are left out. */
    static List<String> textLines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.strip().split("\\R", -1)) {
            StringBuilder out = new StringBuilder(line.length());
            line.codePoints().forEach(codePoint -> {
                if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
                    out.append(codePoint == '\t' ? "    " : " ");
                } else if (Visible.isInvisible(codePoint)) {
                    out.append(Visible.escape(codePoint));
                } else {
                    out.appendCodePoint(codePoint);
                }
            });
            lines.add(out.toString().stripTrailing());
        }
        return lines;
    }

    /** One line of words, without blanks around it; what cannot be seen becomes an escape that can. */
    private static String oneLine(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            } else if (Visible.isInvisible(codePoint)) {
                out.append(Visible.escape(codePoint));
            } else {
                out.appendCodePoint(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return out.toString().strip();
    }

    static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** {@code rules.folder.file} for a source file. */
    static String packageOf(String sourceFile) {
        return "rules." + String.join(".", segments(sourceFile));
    }

    /** {@code folder/file} for a source file: the stream of its matches. */
    static String streamOf(String sourceFile) {
        return String.join("/", segments(sourceFile));
    }

    /** A part of a stream's name, from a title. */
    static String slug(String text) {
        return segment(text.toLowerCase(Locale.ROOT));
    }

    private static List<String> segments(String sourceFile) {
        List<String> cleaned = new ArrayList<>();
        String path = sourceFile.replace('\\', '/');
        int ending = path.lastIndexOf('.');
        String stem = ending > path.lastIndexOf('/') + 1 ? path.substring(0, ending) : path;
        for (String part : stem.split("/")) {
            if (!part.isEmpty() && !part.equals(".")) {
                cleaned.add(segment(part));
            }
        }
        if (cleaned.size() > MOST_SEGMENTS) {
            return List.of(cleaned.getFirst(), "_" + fingerprint(stem), cleaned.getLast());
        }
        return cleaned.isEmpty() ? List.of("rule") : cleaned;
    }

    /**
     * An identifier: blanks, dashes and dots become underscores; where other characters were lost, a fingerprint of the text
     * keeps two names apart.
     */
    static String segment(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean lost = text.length() > LONGEST_SEGMENT;
        for (int i = 0; i < text.length() && i < LONGEST_SEGMENT; i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
            boolean separator = c == ' ' || c == '-' || c == '.';
            lost |= !plain && !separator;
            if (plain) {
                out.append(c);
            } else if (out.isEmpty() || out.charAt(out.length() - 1) != '_') {
                out.append('_');
            }
        }
        if (lost || out.isEmpty()) {
            out.append('_').append(fingerprint(text));
        }
        if (Character.isDigit(out.charAt(0))) {
            out.insert(0, '_');
        }
        String name = out.toString();
        return RESERVED.contains(name.toLowerCase(Locale.ROOT)) || name.equals("_") ? name + "_" : name;
    }

    private static String fingerprint(String text) {
        return Sha256.hex(text).substring(0, 8);
    }
}
