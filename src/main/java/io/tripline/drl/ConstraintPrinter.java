package io.tripline.drl;

import io.tripline.event.FieldPath;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the constraints of an event pattern: one a line, nested ones as a block where they do not fit. */
final class ConstraintPrinter {

    private final DrlLines out;

    private ConstraintPrinter(DrlLines out) {
        this.out = out;
    }

    static void pattern(DrlLines out, String head, List<Constraint> constraints) {
        if (constraints.isEmpty()) {
            out.line(1, head + ")");
            return;
        }
        out.line(1, head);
        new ConstraintPrinter(out).separated(2, constraints, ",");
        out.line(1, ")");
    }

    private void separated(int indent, List<Constraint> parts, String separator) {
        for (int i = 0; i < parts.size(); i++) {
            print(indent, "", parts.get(i), i + 1 == parts.size() ? "" : separator);
        }
    }

    private void print(int indent, String before, Constraint constraint, String after) {
        if (constraint instanceof Constraint.Remarked(String remark, Constraint part)) {
            out.line(indent, "// " + remark);
            print(indent, before, part, after);
            return;
        }
        String flat = before + flat(constraint) + after;
        if (out.fits(indent, flat)) {
            out.line(indent, flat);
            return;
        }
        switch (constraint) {
            case Constraint.FieldTest test ->
                out.list(indent, before + head(test) + "(", arguments(test.arguments()), ")" + after);
            case Constraint.FieldRelation(DrlSubject subject, String operator, DrlSubject other) ->
                out.list(
                        indent,
                        before + DrlSubjects.printed(subject) + "." + operator + "(",
                        List.of(DrlSubjects.printed(other)),
                        ")" + after);
            case Constraint.OriginTest test -> out.line(indent, flat);
            case Constraint.HasField test -> out.line(indent, flat);
            case Constraint.Before test -> out.line(indent, flat);
            case Constraint.Remarked remarked -> print(indent, before, remarked, after);
            case Constraint.InList test -> {
                String head = before + head(test) + arguments(test);
                if (test.where().isEmpty()) {
                    out.line(indent, flat);
                } else if (out.fits(indent, head + ", where(")) {
                    block(indent, head + ", where(", test.where(), ",", " )" + after);
                } else {
                    out.line(indent, before + head(test));
                    out.line(indent + 1, arguments(test).strip() + ",");
                    block(indent + 1, "where(", test.where(), ",", "");
                    out.line(indent, ")" + after);
                }
            }
            case Constraint.AnyObject(FieldPath path, List<Constraint> parts) ->
                block(indent, before + "anyObject( " + DrlLiteral.of(path.text()) + ",", parts, ",", after);
            case Constraint.Within test -> out.line(indent, flat);
            case Constraint.All(List<Constraint> parts) -> block(indent, before + "(", parts, " &&", after);
            case Constraint.Any(List<Constraint> parts) -> block(indent, before + "(", parts, " ||", after);
            case Constraint.Not(Constraint part) -> print(indent, before + "!", part, after);
            case Constraint.AtLeast(int count, List<Constraint> parts) ->
                block(indent, before + "atLeast( " + count + ",", parts, ",", after);
        }
    }

    private void block(int indent, String head, List<Constraint> parts, String separator, String after) {
        out.line(indent, head);
        separated(indent + 1, parts, separator);
        out.line(indent, ")" + after);
    }

    static String flat(Constraint constraint) {
        return switch (constraint) {
            case Constraint.FieldTest test ->
                test.arguments().isEmpty()
                        ? head(test) + "()"
                        : head(test) + "( " + String.join(", ", arguments(test.arguments())) + " )";
            case Constraint.FieldRelation(DrlSubject subject, String operator, DrlSubject other) ->
                DrlSubjects.printed(subject) + "." + operator + "( " + DrlSubjects.printed(other) + " )";
            case Constraint.OriginTest(Constraint.OriginTest.Word word, String name) ->
                word.method() + "( " + DrlLiteral.of(name) + " )";
            case Constraint.HasField(FieldPath field) -> "hasField( " + DrlLiteral.of(field.text()) + " )";
            case Constraint.InList test ->
                test.where().isEmpty()
                        ? head(test) + arguments(test) + " )"
                        : head(test) + arguments(test) + ", where( "
                                + test.where().stream()
                                        .map(ConstraintPrinter::flat)
                                        .collect(Collectors.joining(", "))
                                + " ) )";
            case Constraint.Before(String moment) -> "isBefore( " + DrlLiteral.of(moment) + " )";
            case Constraint.Remarked(String remark, Constraint part) -> flat(part);
            case Constraint.AnyObject(FieldPath path, List<Constraint> parts) ->
                "anyObject( " + DrlLiteral.of(path.text())
                        + parts.stream().map(part -> ", " + flat(part)).collect(Collectors.joining()) + " )";
            case Constraint.Within(FieldPath column, String span) -> field(column) + ".within( " + span + " )";
            case Constraint.All(List<Constraint> parts) -> joined(parts, " && ");
            case Constraint.Any(List<Constraint> parts) -> joined(parts, " || ");
            case Constraint.Not(Constraint part) -> "!" + flat(part);
            case Constraint.AtLeast(int count, List<Constraint> parts) ->
                "atLeast( " + count
                        + parts.stream().map(part -> ", " + flat(part)).collect(Collectors.joining()) + " )";
        };
    }

    private static String joined(List<Constraint> parts, String separator) {
        return parts.stream().map(ConstraintPrinter::flat).collect(Collectors.joining(separator, "( ", " )"));
    }

    private static String head(Constraint.FieldTest test) {
        return DrlSubjects.printed(test.subject()) + "." + test.operator();
    }

    private static String arguments(Constraint.InList test) {
        String list = " " + DrlLiteral.of(test.list());
        return test.columns().isEmpty() ? list : list + ", " + paths(test.columns());
    }

    private static String head(Constraint.InList test) {
        String subject =
                test.fields().size() == 1 ? field(test.fields().getFirst()) : "fields( " + paths(test.fields()) + " )";
        return subject + (test.fields().size() > 1 && test.columns().size() == 1 ? ".anyInList(" : ".inList(");
    }

    private static String paths(List<FieldPath> paths) {
        return paths.stream().map(path -> DrlLiteral.of(path.text())).collect(Collectors.joining(", "));
    }

    private static String field(FieldPath field) {
        return DrlSubjects.printed(new DrlSubject.Field(field));
    }

    private static List<String> arguments(List<DrlConstant> literals) {
        return literals.stream().map(DrlPrinter::literal).toList();
    }
}
