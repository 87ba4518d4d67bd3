package io.tripline.engine.compile;

import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.And;
import io.tripline.engine.read.EventCondition.AnyObject;
import io.tripline.engine.read.EventCondition.AtLeast;
import io.tripline.engine.read.EventCondition.Before;
import io.tripline.engine.read.EventCondition.FieldRelation;
import io.tripline.engine.read.EventCondition.FieldState;
import io.tripline.engine.read.EventCondition.HasField;
import io.tripline.engine.read.EventCondition.InList;
import io.tripline.engine.read.EventCondition.Not;
import io.tripline.engine.read.EventCondition.Or;
import io.tripline.engine.read.EventCondition.OriginTest;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.engine.read.EventCondition.ValueTest;
import io.tripline.engine.read.Span;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.util.List;

/**
 * Whether what holds for an event says anything of its log. A field that is named and found does: events of other logs do not
 * have it. A keyword, which is looked for in all fields, does not, and neither does a negation of what is not there: where a
 * rule names its log, they count only in an event that is known to be of it. Constraints that are left to MVEL are not looked
 * into.
 */
public final class LogEvidence {

    private LogEvidence() {}

    /** The condition names a log, and can hold without any field that it names: its holding alone does not settle it. */
    static boolean isNeeded(EventCondition condition) {
        return namesLog(condition) && testsMore(condition) && !needsField(condition);
    }

    /** @param condition one that holds for the event */
    public static boolean counts(EventCondition condition, Event event) {
        return event.origin().isAnything()
                || !isNeeded(condition)
                || isKnown(condition, event.origin())
                || holdsByField(condition, event);
    }

    /** False only if it counts for no event from there, whatever its fields. */
    public static boolean mayCount(EventCondition condition, Origin origin) {
        return origin.isAnything() || !isNeeded(condition) || isKnown(condition, origin) || namesField(condition);
    }

    private static boolean namesLog(EventCondition condition) {
        return switch (condition) {
            case Before test -> false;
            case OriginTest test -> true;
            case HasField test -> false;
            case FieldState test -> false;
            case And and -> and.parts().stream().anyMatch(LogEvidence::namesLog);
            case Or or -> or.parts().stream().anyMatch(LogEvidence::namesLog);
            case AtLeast some -> some.parts().stream().anyMatch(LogEvidence::namesLog);
            case Not not -> false;
            case ValueTest test -> false;
            case InList test -> false;
            case AnyObject some -> false;
            case FieldRelation relation -> false;
        };
    }

    private static boolean testsMore(EventCondition condition) {
        return switch (condition) {
            case Before test -> true;
            case OriginTest test -> false;
            case HasField test -> true;
            case FieldState test -> true;
            case And and -> and.parts().stream().anyMatch(LogEvidence::testsMore);
            case Or or -> or.parts().stream().anyMatch(LogEvidence::testsMore);
            case AtLeast some -> some.parts().stream().anyMatch(LogEvidence::testsMore);
            case Not not -> testsMore(not.part());
            case ValueTest test -> true;
            case InList test -> true;
            case AnyObject some -> true;
            case FieldRelation relation -> true;
        };
    }

    /** It holds for no event without a field that it names. */
    private static boolean needsField(EventCondition condition) {
        return switch (condition) {
            case ValueTest test -> !isKeyword(test);
            case InList list -> !isKeyword(list);
            case Before test -> false;
            case AnyObject some -> true;
            case FieldRelation relation -> namesField(relation);
            case OriginTest test -> false;
            case HasField test -> true;
            case FieldState test -> true;
            case Not not -> false;
            case And and -> and.parts().stream().anyMatch(LogEvidence::needsField);
            case Or or -> or.parts().stream().allMatch(LogEvidence::needsField);
            case AtLeast some -> some.parts().stream().allMatch(LogEvidence::needsField);
        };
    }

    private static boolean isKnown(EventCondition condition, Origin origin) {
        return switch (condition) {
            case Before test -> false;
            case OriginTest test -> test.isKnown(origin);
            case HasField test -> false;
            case FieldState test -> false;
            case And and -> anyKnown(and.parts(), origin);
            case Or or -> anyKnown(or.parts(), origin);
            case AtLeast some -> anyKnown(some.parts(), origin);
            case Not not -> false;
            case ValueTest test -> false;
            case InList test -> false;
            case AnyObject some -> false;
            case FieldRelation relation -> false;
        };
    }

    private static boolean anyKnown(List<EventCondition> parts, Origin origin) {
        return parts.stream().anyMatch(part -> isKnown(part, origin));
    }

    /** @param condition one that holds for the event */
    private static boolean holdsByField(EventCondition condition, Event event) {
        return switch (condition) {
            case ValueTest test -> !isKeyword(test);
            case InList list -> !isKeyword(list);
            case Before test -> false;
            case AnyObject some -> true;
            case FieldRelation relation -> namesField(relation);
            case OriginTest test -> false;
            case HasField test -> true;
            case FieldState test -> true;
            case Not not -> hasField(not.part(), event);
            case And and -> and.parts().stream().anyMatch(part -> holdsByField(part, event));
            case Or or -> anyHoldsByField(or.parts(), event);
            case AtLeast some -> anyHoldsByField(some.parts(), event);
        };
    }

    private static boolean anyHoldsByField(List<EventCondition> parts, Event event) {
        return parts.stream().anyMatch(part -> part.holds(event) && holdsByField(part, event));
    }

    /** The event has a field that the condition names. */
    private static boolean hasField(EventCondition condition, Event event) {
        return switch (condition) {
            case ValueTest test -> !isKeyword(test) && test.subject().in(event).exists();
            case InList list ->
                !isKeyword(list)
                        && list.subjects().stream()
                                .anyMatch(subject -> subject.in(event).exists());
            case Before test -> false;
            case AnyObject some -> event.hasField(some.field().path());
            case FieldRelation relation ->
                namesField(relation) && relation.subject().in(event).exists();
            case OriginTest test -> false;
            case HasField test -> test.holds(event);
            case FieldState test ->
                test.subject() instanceof Subject.Field(String path, Span at) && event.hasField(path);
            case Not not -> hasField(not.part(), event);
            case And and -> and.parts().stream().anyMatch(part -> hasField(part, event));
            case Or or -> or.parts().stream().anyMatch(part -> hasField(part, event));
            case AtLeast some -> some.parts().stream().anyMatch(part -> hasField(part, event));
        };
    }

    private static boolean namesField(EventCondition condition) {
        return switch (condition) {
            case ValueTest test -> !isKeyword(test);
            case InList list -> !isKeyword(list);
            case Before test -> false;
            case AnyObject some -> true;
            case FieldRelation relation -> namesField(relation);
            case OriginTest test -> false;
            case HasField test -> true;
            case FieldState test -> true;
            case Not not -> namesField(not.part());
            case And and -> and.parts().stream().anyMatch(LogEvidence::namesField);
            case Or or -> or.parts().stream().anyMatch(LogEvidence::namesField);
            case AtLeast some -> some.parts().stream().anyMatch(LogEvidence::namesField);
        };
    }

    private static boolean isKeyword(ValueTest test) {
        return test.subject().fields().isEmpty();
    }

    private static boolean isKeyword(InList test) {
        return test.subjects().stream().allMatch(subject -> subject.fields().isEmpty());
    }

    private static boolean namesField(FieldRelation relation) {
        return !relation.subject().fields().isEmpty()
                || !relation.other().fields().isEmpty();
    }
}
