package io.tripline.engine.closure;

import io.tripline.engine.Streams;
import io.tripline.engine.read.Effect;
import io.tripline.engine.read.Expression;
import io.tripline.engine.read.Service;
import io.tripline.engine.read.Statement;
import io.tripline.event.Event;
import io.tripline.event.Match;
import io.tripline.event.MatchForm;
import io.tripline.event.Stage;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes closures of the statements of a rule's {@code then}. */
final class Statements {

    /** One statement. */
    @FunctionalInterface
    interface Step {

        /** False: the rule has returned. */
        boolean run(Frame frame);
    }

    /**
     * All of a rule.
     *
     * @param locals how many variables it has of its own
     */
    record Program(Step steps, int locals) {}

    private final Names names;
    private final Closures closures;

    private Statements(Names names) {
        this.names = names;
        this.closures = new Closures(names);
    }

    /**
     * @param bound the names of what the patterns have bound
     * @return empty where it is left to MVEL's interpreter
     */
    static Optional<Program> of(List<Statement> then, List<String> bound) {
        Names names = new Names(bound);
        try {
            Step steps = new Statements(names).all(then);
            return Optional.of(new Program(steps, names.locals()));
        } catch (NoClosure e) {
            return Optional.empty();
        }
    }

    private Step all(List<Statement> statements) {
        Step[] steps = statements.stream().map(this::one).toArray(Step[]::new);
        if (steps.length == 1) {
            return steps[0];
        }
        return frame -> {
            for (Step step : steps) {
                if (!step.run(frame)) {
                    return false;
                }
            }
            return true;
        };
    }

    private Step one(Statement statement) {
        return switch (statement) {
            case Statement.Do(Expression call) ->
                Effect.of(call).orElse(null) instanceof Effect.Write write ? write(write) : done(closures.of(call));
            case Statement.Assign assign -> assigned(assign);
            case Statement.If choice -> choice(choice);
            case Statement.ForEach loop -> loop(loop);
            case Statement.Count count -> count(count);
            case Statement.Return nothing -> frame -> false;
        };
    }

    private static Step done(Closure call) {
        return frame -> {
            call.value(frame);
            return true;
        };
    }

    /** Which fields a match has is known beforehand. */
    private Step write(Effect.Write write) {
        Closure source = names.of(write.source());
        MatchForm form = form(write);
        return frame -> {
            Streams streams = (Streams) frame.service(Service.STREAMS);
            streams.write(
                    write.stream(),
                    switch (source.value(frame)) {
                        case Event event -> form.of(event);
                        case Match found -> form.of(found);
                        case null -> throw new NullPointerException(write.source() + " is null");
                        case Object other ->
                            throw new IllegalArgumentException("no match is made of " + other.getClass());
                    });
            return true;
        };
    }

    private static MatchForm form(Effect.Write write) {
        List<io.tripline.event.MatchKey> keys =
                write.keys().stream().map(Effect.Key::key).toList();
        MatchForm form =
                switch (write.role()) {
                    case Effect.Role.Plain plain -> new MatchForm("", Stage.NONE, keys);
                    case Effect.Role.OfRule(String rule) -> new MatchForm(rule, Stage.NONE, keys);
                    case Effect.Role.InOrder(Stage stage) -> new MatchForm("", stage, keys);
                };
        for (Effect.Carried carried : write.carried()) {
            form = form.carrying(carried.path(), carried.required());
        }
        return form;
    }

    private Step assigned(Statement.Assign assign) {
        Closure value = closures.of(assign.value());
        int place = names.local(assign.variable());
        return frame -> {
            frame.assign(place, value.value(frame));
            return true;
        };
    }

    private Step choice(Statement.If choice) {
        Closure condition = closures.of(choice.condition());
        Step then = all(choice.then());
        Step otherwise = all(choice.otherwise());
        return frame -> condition.holds(frame) ? then.run(frame) : otherwise.run(frame);
    }

    private Step loop(Statement.ForEach loop) {
        Closure collection = closures.of(loop.collection());
        int place = names.local(loop.variable());
        Step body = all(loop.body());
        return frame -> {
            Object all = Objects.requireNonNull(collection.value(frame), "a loop through null");
            if (all instanceof Iterable<?> elements) {
                for (Object element : elements) {
                    frame.assign(place, element);
                    if (!body.run(frame)) {
                        return false;
                    }
                }
                return true;
            }
            boolean goesOn = true;
            for (int i = 0; goesOn && i < Array.getLength(all); i++) {
                frame.assign(place, Array.get(all, i));
                goesOn = body.run(frame);
            }
            return goesOn;
        };
    }

    private Step count(Statement.Count count) {
        Closure from = closures.of(count.from());
        Closure limit = closures.of(count.limit());
        int place = names.local(count.variable());
        Step body = all(count.body());
        return frame -> {
            int end = whole(limit, frame);
            boolean goesOn = true;
            for (int i = whole(from, frame); goesOn && i < end; i++) {
                frame.assign(place, i);
                goesOn = body.run(frame);
            }
            return goesOn;
        };
    }

    private static int whole(Closure number, Frame frame) {
        return ((Number) Objects.requireNonNull(number.value(frame), "a loop to null")).intValue();
    }
}
