package io.tripline.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.tripline.event.Document;
import io.tripline.ingest.Item.Found;
import io.tripline.ingest.Item.Refused;
import io.tripline.problem.Cut;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Divides a body or file into items. The items of a list, one a line, or one after the other are told apart as they come: as
 * long as nothing is wrong the three read alike. At a syntax error it matters. If items stand on lines of their own, the
 * next line is read on its own, so that a broken line never takes its neighbour with it. Otherwise nothing says where the
 * next item begins, and the rest is refused as one. One thread; throws nothing but what its file throws.
 */
final class ItemReader {

    /** A syntax error this near to the end of what was read may only be a word cut in two. */
    private static final int NEAR_END = 512;

    /** Each costs an exception if it is broken as well. */
    private static final int LINES_TRIED = 1000;

    /** Bytes of a file in which such a line is looked for, if it is not near enough to be in memory already. */
    private static final int LOOK_AHEAD = 128 * 1024;

    /** Of what the parser says, in UTF-16 units. */
    private static final int LONGEST_SENTENCE = 160;

    private final Window window;
    private final Limits limits;
    private final ObjectScanner scanner;
    private final TreeReader trees;

    private boolean lines;
    private boolean done;
    private long index;

    /** Where the line ends, relative to the window's position; only with {@link #lines}. */
    private int segment;

    private boolean inLine;
    private boolean inList;
    private boolean afterElement;
    private boolean afterComma;

    /** Nothing but blanks stand before the position in its line. */
    private boolean lineStart = true;

    /** An item or list was seen that had a line of its own. */
    private boolean ownLines;

    private boolean listOnOneLine;

    /** Bytes behind the error that ended the reading. */
    private int abandoned;

    ItemReader(Window window, Framing framing, Limits limits) {
        this(window, framing, limits, new ObjectScanner(limits.ofItems()));
    }

    /** @param scanner what it does not take, the parser reads */
    ItemReader(Window window, Framing framing, Limits limits, ObjectScanner scanner) {
        this.window = window;
        this.limits = limits;
        this.scanner = scanner;
        this.trees = new TreeReader(limits.ofItems());
        this.lines = framing == Framing.LINES;
    }

    /** The next item; null at the end. */
    @Nullable
    Item next() throws IOException {
        while (!done) {
            if (lines && !inLine) {
                Item tooLong = enterLine();
                if (tooLong != null) {
                    return tooLong;
                }
                continue;
            }
            if (!skipBlanks()) {
                Item unclosed = atEnd();
                if (unclosed != null) {
                    return unclosed;
                }
                continue;
            }
            if (!punctuation()) {
                return item();
            }
        }
        return null;
    }

    /** Bytes in memory behind what the last item was read from; after the last item, what nobody looks at. */
    long unread() {
        return abandoned + (done ? 0 : window.end() - window.position());
    }

    // lines

    private @Nullable Item enterLine() throws IOException {
        lineStart = true;
        int from = 0;
        int newline;
        while ((newline = window.newline(window.position() + from)) < 0 && !window.complete()) {
            from = window.end() - window.position();
            if (!window.more() && !window.complete()) {
                segment = window.end() - window.position();
                Item refused = refused("the line is longer than " + limits.bodyBytes() + " bytes", 0);
                window.dropLine();
                return refused;
            }
        }
        segment = (newline < 0 ? window.end() : newline) - window.position();
        inLine = true;
        done = newline < 0 && segment == 0;
        return null;
    }

    private void leaveLine() {
        int next = window.position() + segment;
        window.moveTo(Math.min(window.end(), next + 1));
        inLine = false;
        inList = false;
    }

    private int end() {
        return lines ? window.position() + segment : window.end();
    }

    private void advance(int count) {
        window.moveTo(window.position() + count);
        segment -= count;
    }

    // between items

    /** @return whether a byte follows that is no blank */
    private boolean skipBlanks() throws IOException {
        while (true) {
            byte[] bytes = window.bytes();
            int end = end();
            int at = window.position();
            for (; at < end; at++) {
                byte b = bytes[at];
                if (b == '\n') {
                    lineStart = true;
                    listOnOneLine = false;
                } else if (b != ' ' && b != '\t' && b != '\r') {
                    break;
                }
            }
            advance(at - window.position());
            if (at < end) {
                return true;
            }
            if (lines || !window.more()) {
                return false;
            }
        }
    }

    private @Nullable Item atEnd() {
        Item unclosed = inList ? refused("the list is not closed", 0) : null;
        inList = false;
        if (lines) {
            leaveLine();
        } else {
            done = true;
        }
        return unclosed;
    }

    /** Steps over a bracket or comma of a list at the top level, where one may stand. */
    private boolean punctuation() throws IOException {
        byte b = window.bytes()[window.position()];
        if (!inList && b == '[') {
            inList = true;
            afterElement = false;
            afterComma = false;
            listOnOneLine = lineStart;
        } else if (inList && b == ']' && !afterComma) {
            inList = false;
            noteOwnLine(1, listOnOneLine);
        } else if (inList && b == ',' && afterElement) {
            afterElement = false;
            afterComma = true;
        } else {
            return false;
        }
        lineStart = false;
        advance(1);
        return true;
    }

    private void noteOwnLine(int length, boolean onOneLine) throws IOException {
        if (ownLines || !onOneLine) {
            return;
        }
        int after = length;
        while (true) {
            int at = window.position() + after;
            if (at >= window.end()) {
                if (!window.more()) {
                    return;
                }
            } else if (" \t\r".indexOf(window.bytes()[at]) >= 0) {
                after++;
            } else {
                ownLines = window.bytes()[at] == '\n';
                return;
            }
        }
    }

    // items

    private Item item() throws IOException {
        if (inList && afterElement) {
            return broken("a comma or ] should stand here", 0);
        }
        while (true) {
            int start = window.position();
            int end = end();
            Document object = scanner.scan(window.bytes(), start, end);
            if (object != null) {
                return wellFormed(object, scanner.end() - start, scanner.isOnOneLine());
            }
            if (!isJsonStart(window.bytes(), start, end)) {
                return broken("this is no JSON", 0);
            }
            int itemEnd = wordEnd(window.bytes(), start, end);
            boolean cutWord = itemEnd > 0 && itemEnd == end && !lines && !window.complete();
            try (JsonParser parser =
                    TreeReader.JSON.createParser(window.bytes(), start, (itemEnd > 0 ? itemEnd : end) - start)) {
                if (!cutWord) {
                    return item(parser);
                }
            } catch (JsonProcessingException malformed) {
                if (!mayBeCut(malformed, end - start)) {
                    return broken(malformed);
                }
            }
            if (!window.more() && !window.complete()) {
                return tooLong();
            }
        }
    }

    /** Where a number, true, false or null ends, which the parser would not let end at a comma; 0 for anything else. */
    private static int wordEnd(byte[] bytes, int start, int end) {
        byte first = bytes[start];
        if (first == '{' || first == '[' || first == '"') {
            return 0;
        }
        int at = start;
        while (at < end && ",]}{[:\" \t\r\n".indexOf(bytes[at]) < 0) {
            at++;
        }
        return at;
    }

    private Item wellFormed(Document object, int length, boolean oneLine) throws IOException {
        Found found = found(window.isWhole() ? object : object.kept());
        index++;
        finish(length, oneLine);
        return found;
    }

    private Item item(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        boolean object = token == JsonToken.START_OBJECT;
        String refusal = "not a JSON object but " + kind(token);
        Found found = null;
        if (object) {
            var tree = trees.object(parser);
            refusal = String.valueOf(trees.refusal());
            found = tree == null ? null : found(Document.of(tree));
        } else {
            parser.skipChildren();
            parser.finishToken();
        }
        int length = (int) parser.currentLocation().getByteOffset();
        Item item = found == null ? refused(refusal, 0) : found;
        index += found == null ? 0 : 1;
        finish(length, parser.currentLocation().getLineNr() == 1);
        return item;
    }

    private Found found(Document object) {
        String excess = limits.excess(object.size(), object.pathLength());
        return new Found(index, object, excess == null ? null : positioned(excess, 0));
    }

    private void finish(int length, boolean oneLine) throws IOException {
        if (inList) {
            afterElement = true;
            listOnOneLine &= oneLine;
        } else {
            noteOwnLine(length, lineStart && oneLine);
        }
        afterComma = false;
        lineStart = false;
        advance(length);
    }

    private static String kind(@Nullable JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case START_ARRAY -> "a list";
            case null, default -> "nothing";
        };
    }

    // errors

    /** Also keeps the parser from guessing at UTF-16 and UTF-32, which it knows by zeros and high bytes. */
    private static boolean isJsonStart(byte[] bytes, int start, int end) {
        for (int i = start + 1; i < Math.min(end, start + 4); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return switch (bytes[start]) {
            case '{', '[', '"', '-', 't', 'f', 'n', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> true;
            default -> false;
        };
    }

    private boolean mayBeCut(JsonProcessingException malformed, int available) {
        if (lines || window.complete()) {
            return false;
        }
        return malformed instanceof JsonEOFException
                || malformed.getLocation() == null
                || malformed.getLocation().getByteOffset() > available - NEAR_END;
    }

    private Item broken(JsonProcessingException malformed) throws IOException {
        int offset = malformed.getLocation() == null
                ? 0
                : (int) Math.max(0, malformed.getLocation().getByteOffset());
        return broken(sentence(malformed), Math.min(offset, end() - window.position()));
    }

    private static String sentence(JsonProcessingException malformed) {
        if (malformed instanceof JsonEOFException) {
            return "the JSON ends too early";
        }
        String message = String.valueOf(malformed.getOriginalMessage());
        int detail = message.indexOf(" (start marker");
        return Cut.after(LONGEST_SENTENCE, detail < 0 ? message : message.substring(0, detail));
    }

    /** Goes on with the next line if items stand on lines, else ends. */
    private Item broken(String reason, int offset) throws IOException {
        if (!lines && (ownLines || !inList && lineFollows())) {
            lines = true;
            int newline = window.newline(window.position());
            if (newline < 0 && !window.complete()) {
                Item refused = refused(reason, offset);
                window.dropLine();
                inList = false;
                return refused;
            }
            segment = (newline < 0 ? window.end() : newline) - window.position();
            offset = Math.min(offset, segment);
        }
        boolean last = !lines && window.position() + offset < window.end();
        abandoned = last ? window.end() - window.position() - offset : 0;
        Item refused = refused(last ? reason + "; nothing after it could be read" : reason, offset);
        if (lines) {
            leaveLine();
        } else {
            done = true;
        }
        return refused;
    }

    private Item tooLong() throws IOException {
        Item refused = refused("the item is longer than " + limits.bodyBytes() + " bytes", 0);
        if (ownLines && !inList) {
            lines = true;
            window.dropLine();
        } else {
            done = true;
        }
        return refused;
    }

    /** Whether one of the next lines is an object from its first to its last character. */
    private boolean lineFollows() throws IOException {
        while (window.end() - window.position() < LOOK_AHEAD && window.more()) {}
        byte[] bytes = window.bytes();
        int newline = window.newline(window.position());
        for (int tried = 0; newline >= 0 && tried < LINES_TRIED; tried++) {
            int start = newline + 1;
            newline = window.newline(start);
            int end = newline < 0 ? window.end() : newline;
            while (end > start && (bytes[end - 1] == '\r' || bytes[end - 1] == ' ')) {
                end--;
            }
            if (end > start + 1 && bytes[start] == '{' && bytes[end - 1] == '}' && isObject(bytes, start, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isObject(byte[] bytes, int start, int end) throws IOException {
        if (!isJsonStart(bytes, start, end)) {
            return false;
        }
        try (JsonParser parser = TreeReader.JSON.createParser(bytes, start, end - start)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }

    private Refused refused(String reason, int offset) {
        String text = Excerpt.of(window.bytes(), window.position(), Math.min(end(), window.end()));
        return new Refused(index++, positioned(reason, offset), text);
    }

    private String positioned(String reason, int offset) {
        int at = window.position() + offset;
        return "line " + window.line(at) + ", column " + window.column(at) + ": " + reason;
    }
}
