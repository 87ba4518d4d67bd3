package io.tripline.engine.lint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the comment on top of a generated file says of its rule, by question. */
record Header(Map<Question, Answer> answers) {

    /** The questions that the generator answers. */
    enum Question {
        ALERTS_WHEN("Alerts when"),
        PER("per"),
        WITHIN("within"),
        AT_MOST("at most");

        private final String words;

        Question(String words) {
            this.words = words;
        }
    }

    /** @param line and column 1-based, of the answer's first character */
    record Answer(int line, int column, String text) {

        /** Long answers are cut. */
        boolean isWhole() {
            return !text.endsWith("…");
        }
    }

    private static final Pattern LINE = Pattern.compile("//\\s{2,9}(Alerts when|per|within|at most)\\s{2,20}(\\S.*+)");

    private static final int MOST_LINES = 40;

    Header {
        answers = Map.copyOf(answers);
    }

    /** Without any answer where no such comment is on top of the file. */
    static Header of(LintedFile file) {
        Map<Question, Answer> answers = new LinkedHashMap<>();
        for (int number = 1; number <= MOST_LINES; number++) {
            String line = file.line(number);
            if (line == null || !line.startsWith("//")) {
                break;
            }
            Matcher said = LINE.matcher(line);
            if (said.matches()) {
                answers.putIfAbsent(
                        question(said.group(1)),
                        new Answer(number, said.start(2) + 1, said.group(2).strip()));
            }
        }
        return new Header(answers);
    }

    private static Question question(String words) {
        for (Question question : Question.values()) {
            if (question.words.equals(words)) {
                return question;
            }
        }
        throw new IllegalArgumentException(words);
    }

    @Nullable
    Answer answer(Question question) {
        return answers.get(question);
    }
}
