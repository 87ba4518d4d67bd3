package io.tripline.engine.read;

import java.util.List;
import java.util.stream.Stream;

/** What a rule does, in its {@code then}. Every loop goes through a collection or counts to a limit, so that each
 * rule ends. */
public sealed interface Statement {

    /** A call, made for what it does. */
    record Do(Expression call) implements Statement {}

    /** A new variable, or a new value of one. */
    record Assign(String variable, Expression value) implements Statement {}

    record If(Expression condition, List<Statement> then, List<Statement> otherwise) implements Statement {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    record ForEach(String variable, Class<?> type, Expression collection, List<Statement> body) implements Statement {
        public ForEach {
            body = List.copyOf(body);
        }
    }

    /**
     * {@code for ( int i = 0; i < 10; i++ )}
     *
     * @param limit what the body cannot change
     */
    record Count(String variable, Expression from, Expression limit, List<Statement> body) implements Statement {
        public Count {
            body = List.copyOf(body);
        }
    }

    record Return() implements Statement {}

    /** Every expression in it, with all its parts. */
    default Stream<Expression> expressions() {
        return switch (this) {
            case Do(Expression call) -> call.all();
            case Assign assign -> assign.value().all();
            case If choice ->
                Stream.concat(
                        choice.condition().all(),
                        Stream.concat(choice.then().stream(), choice.otherwise().stream())
                                .flatMap(Statement::expressions));
            case ForEach loop ->
                Stream.concat(loop.collection().all(), loop.body().stream().flatMap(Statement::expressions));
            case Count count ->
                Stream.concat(
                        Stream.concat(count.from().all(), count.limit().all()),
                        count.body().stream().flatMap(Statement::expressions));
            case Return nothing -> Stream.empty();
        };
    }

    /** It and the statements in it. */
    default Stream<Statement> all() {
        Stream<Statement> inside =
                switch (this) {
                    case Do call -> Stream.empty();
                    case Assign assign -> Stream.empty();
                    case Return nothing -> Stream.empty();
                    case If choice -> Stream.concat(choice.then().stream(), choice.otherwise().stream());
                    case ForEach loop -> loop.body().stream();
                    case Count count -> count.body().stream();
                };
        return Stream.concat(Stream.of(this), inside.flatMap(Statement::all));
    }
}
