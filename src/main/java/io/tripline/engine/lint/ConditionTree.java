package io.tripline.engine.lint;

import io.tripline.engine.read.EventCondition;
import java.util.List;
import java.util.function.Consumer;

/** Walks conditions. */
public final class ConditionTree {

    private ConditionTree() {}

    /** The condition itself, then all below it, in the order of the text. */
    public static void forEach(EventCondition condition, Consumer<EventCondition> action) {
        action.accept(condition);
        for (EventCondition part : parts(condition)) {
            forEach(part, action);
        }
    }

    /** What it is put together of; nothing for a test. */
    static List<EventCondition> parts(EventCondition condition) {
        return switch (condition) {
            case EventCondition.And and -> and.parts();
            case EventCondition.Or or -> or.parts();
            case EventCondition.Not not -> List.of(not.part());
            case EventCondition.AtLeast some -> some.parts();
            case EventCondition.ValueTest test -> List.of();
            case EventCondition.Before test -> List.of();
            case EventCondition.OriginTest test -> List.of();
            case EventCondition.HasField test -> List.of();
            case EventCondition.InList test -> List.of();
            case EventCondition.FieldState test -> List.of();
            case EventCondition.FieldRelation relation -> List.of();
            case EventCondition.AnyObject some -> some.parts();
        };
    }

    /** What must hold whatever else does: the parts of a conjunction, and of those in it. */
    static List<EventCondition> required(EventCondition condition) {
        return condition instanceof EventCondition.And and
                ? and.parts().stream().flatMap(part -> required(part).stream()).toList()
                : List.of(condition);
    }
}
