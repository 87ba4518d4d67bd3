package io.tripline.drl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.event.Derivation;
import io.tripline.event.FieldValues;
import io.tripline.event.Operator;
import io.tripline.rule.Condition;
import io.tripline.rule.Pattern.EachMatch;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An operator is a record of {@code rule.Test}, a method of {@code FieldValues} and a row of the table for people. */
class OperatorTableTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
    private static final Pattern DERIVED_ROW = Pattern.compile("(?m)^\\| `\\.(\\w+)\\(");
    private static final Pattern CALL = Pattern.compile("\\)\\.(\\w+)\\(");

    /** Methods of FieldValues that are no test of a rule. */
    private static final Set<String> OTHERS = Set.of("any");

    private static Set<String> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("rules-drl/README.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static EachMatch everyOperator() {
        return (EachMatch) SampleRules.named("every_operator").getFirst().pattern();
    }

    @Test
    void everyTestOfAFieldHasARow() throws IOException {
        Set<String> tests = Arrays.stream(FieldValues.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getReturnType() == boolean.class)
                .map(Method::getName)
                .filter(name -> !OTHERS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(tests, rows());
        Arrays.stream(Operator.values()).forEach(operator -> assertTrue(tests.contains(operator.method())));
    }

    @Test
    void everyRowIsPrintedForSomeTestOfTheRule() throws IOException {
        Generation generation = DrlGenerator.generate(SampleRules.named("every_operator"), "x.yml");

        String text = ((Generation.Written) generation).text();
        Set<String> printed = CALL.matcher(text)
                .results()
                .map((MatchResult call) -> call.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = rows();
        missing.removeAll(printed);
        assertEquals(Set.of(), missing);
    }

    @Test
    void everythingThatIsWorkedOutHasAMethodARowAndAPrintedLine() throws IOException {
        Set<String> derivations = Arrays.stream(Derivation.values())
                .map(Derivation::method)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> methods = Arrays.stream(FieldValues.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() == FieldValues.class)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> rows = DERIVED_ROW
                .matcher(Files.readString(Path.of("rules-drl/README.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Generation generation = DrlGenerator.generate(SampleRules.named("every_operator"), "x.yml");
        Set<String> printed = CALL.matcher(((Generation.Written) generation).text())
                .results()
                .map((MatchResult call) -> call.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(derivations, methods);
        assertEquals(derivations, rows);
        derivations.removeAll(printed);
        assertEquals(Set.of(), derivations);
    }

    @Test
    void theSampleHoldsEveryTestOfTheRule() {
        List<Condition> parts = ((Condition.And) everyOperator().detection().condition()).parts();

        Set<String> used = parts.stream()
                .map(part -> switch (part) {
                    case Condition.FieldTest test -> test.test();
                    case Condition.AnyFieldTest test -> test.test();
                    case Condition.DerivedTest test -> test.test();
                    default -> throw new IllegalStateException("not a test: " + part);
                })
                .map(test -> test.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> all = Arrays.stream(io.tripline.rule.Test.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(all, used);
    }
}
