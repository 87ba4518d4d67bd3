package io.tripline.engine;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.Subject;
import java.util.LinkedHashSet;
import java.util.Set;

/** The fields that the condition of a rule names. */
public final class TestedFields {

    private TestedFields() {}

    /** Dotted paths in the order of the rule; patterns over names are left out. None where it tests no event. */
    public static Set<String> of(RuleOutline rule) {
        Set<String> paths = new LinkedHashSet<>();
        EventCondition condition = rule.condition();
        if (condition != null) {
            collect(condition, paths);
        }
        return paths;
    }

    private static void collect(EventCondition condition, Set<String> into) {
        switch (condition) {
            case EventCondition.And and -> and.parts().forEach(part -> collect(part, into));
            case EventCondition.Or or -> or.parts().forEach(part -> collect(part, into));
            case EventCondition.AtLeast atLeast -> atLeast.parts().forEach(part -> collect(part, into));
            case EventCondition.Not not -> collect(not.part(), into);
            case EventCondition.ValueTest test -> add(test.subject(), into);
            case EventCondition.FieldRelation relation -> {
                add(relation.subject(), into);
                add(relation.other(), into);
            }
            case EventCondition.InList test -> test.subjects().forEach(subject -> add(subject, into));
            case EventCondition.Before test -> {}
            case EventCondition.OriginTest test -> {}
            case EventCondition.HasField test -> add(test.field(), into);
            case EventCondition.FieldState test -> add(test.subject(), into);
            case EventCondition.AnyObject some -> some.parts().forEach(part -> collect(part, into));
        }
    }

    private static void add(Subject subject, Set<String> into) {
        for (Subject.Field field : subject.fields()) {
            if (field.path().indexOf('*') < 0) {
                into.add(field.path());
            }
        }
    }
}
