package io.tripline.yaml;

import io.tripline.problem.Place;
import io.tripline.yaml.Yaml.Scalar;
import org.jspecify.annotations.Nullable;

/** Finds a part of a scalar's text in the file. A guess is checked against the line: a wrong caret is worse than none. */
record PlaceInScalar(Scalar scalar) {

    Place of(int offset, int length) {
        Place found =
                switch (scalar.layout()) {
                    case LINE -> onTheLine(offset, length);
                    case LITERAL -> inTheBlock(offset, length);
                    case FOLDED -> somewhereBelow(offset, length);
                };
        return found == null ? scalar.place() : found;
    }

    private @Nullable Place onTheLine(int offset, int length) {
        for (int quote = 0; quote <= 1; quote++) {
            Place guess = new Place(scalar.place().line(), scalar.place().column() + quote + offset, length);
            if (stands(guess, offset)) {
                return guess;
            }
        }
        return null;
    }

    private @Nullable Place inTheBlock(int offset, int length) {
        String before =
                scalar.text().substring(0, Math.min(offset, scalar.text().length()));
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - (before.lastIndexOf('\n') + 1);
        Place guess =
                new Place(scalar.place().line() + 1 + lines, indentation() + column + 1, rest(offset, length, '\n'));
        return stands(guess, offset) ? guess : null;
    }

    private int indentation() {
        for (int line = scalar.place().line() + 1; line <= scalar.lastLine() + 1; line++) {
            String content = scalar.source().line(line);
            if (content != null && !content.isBlank()) {
                return content.length() - content.stripLeading().length();
            }
        }
        return 0;
    }

    private int rest(int offset, int length, char end) {
        int stop = scalar.text().indexOf(end, offset);
        return stop < 0 ? length : Math.max(1, Math.min(length, stop - offset));
    }

    private @Nullable Place somewhereBelow(int offset, int length) {
        String word = part(offset, length);
        for (int line = scalar.place().line(); !word.isBlank() && line <= scalar.lastLine(); line++) {
            String content = scalar.source().line(line);
            int column = content == null ? -1 : content.indexOf(word);
            if (column >= 0) {
                return new Place(line, column + 1, word.length());
            }
        }
        return null;
    }

    private boolean stands(Place guess, int offset) {
        String line = scalar.source().line(guess.line());
        return line != null
                && guess.column() - 1 <= line.length()
                && line.startsWith(part(offset, guess.length()), guess.column() - 1);
    }

    private String part(int offset, int length) {
        int start = Math.min(offset, scalar.text().length());
        return scalar.text()
                .substring(start, Math.min(start + length, scalar.text().length()));
    }
}
