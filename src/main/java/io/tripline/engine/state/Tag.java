package io.tripline.engine.state;

/** What stands in front of a value and says of which kind it is. Numbers that were given once are never given to another kind. */
final class Tag {

    static final int NULL = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int TEXT = 3;
    static final int INTEGER = 4;
    static final int LONG = 5;
    static final int DOUBLE = 6;
    static final int FLOAT = 7;
    static final int DECIMAL = 8;
    static final int BIG_INTEGER = 9;
    static final int LIST = 10;
    static final int OBJECT = 11;
    static final int KEY = 12;
    static final int MATCH = 13;

    private Tag() {}
}
