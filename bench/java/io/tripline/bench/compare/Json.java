package io.tripline.bench.compare;

/** Writes one object on one line. */
final class Json {

    private final StringBuilder out;
    private boolean first = true;

    Json(StringBuilder out) {
        this.out = out;
        out.append('{');
    }

    Json text(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    Json number(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    Json bool(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    /** A value that is JSON already. */
    Json raw(String name, String json) {
        name(name);
        out.append(json);
        return this;
    }

    /** An object inside; to be ended with {@link #end}. */
    Json object(String name) {
        name(name);
        return new Json(out);
    }

    void end() {
        out.append('}');
    }

    void endLine() {
        out.append("}\n");
    }

    private void name(String name) {
        if (!first) {
            out.append(", ");
        }
        first = false;
        quote(name);
        out.append(": ");
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
