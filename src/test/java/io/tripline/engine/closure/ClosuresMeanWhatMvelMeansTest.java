package io.tripline.engine.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.DrlFiles;
import io.tripline.engine.Rules;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.compile.ParsedRules;
import io.tripline.engine.read.CanonicalText;
import io.tripline.engine.read.Conditional;
import io.tripline.engine.read.Conditional.Source;
import io.tripline.engine.read.Expression;
import io.tripline.engine.read.RuleFile;
import io.tripline.event.Event;
import io.tripline.event.Key;
import io.tripline.event.Match;
import io.tripline.event.Origin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.drools.mvel.MVELConstraintBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mvel2.MVEL;
import org.mvel2.ParserContext;

/** Closures against MVEL's interpreter: the same expressions, the same values, the same results. */
class ClosuresMeanWhatMvelMeansTest {

    /** As Drools knows them: what patterns bind, with the types of the methods. */
    private static final Map<String, Class<?>> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("$i", int.class);
        TYPES.put("$l", long.class);
        TYPES.put("$d", double.class);
        TYPES.put("$b", BigDecimal.class);
        TYPES.put("$c", BigDecimal.class);
        TYPES.put("$s", String.class);
        TYPES.put("$u", String.class);
        TYPES.put("$t", boolean.class);
        TYPES.put("$k", Key.class);
        TYPES.put("$o", Object.class);
        TYPES.put("$p", Object.class);
        TYPES.put("$a", List.class);
        TYPES.put("$m", Match.class);
    }

    private static final String BOUND = """
            $m : Match( $i : step, $l : timestamp, $d : number( "n" ).doubleValue(), $b : number( "n" ), $c : number( "m" ),
                $s : rule, $u : eventId, $t : last, $k : key,
                $o : get( "n" ), $p : get( "m" ), $a : values( "n" ) ) from entry-point "s"
            """;

    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

    private static final List<String> NUMBERS =
            List.of("$i", "$l", "$d", "$b", "$c", "0", "1", "-1", "5", "5.0", "0.1", "5B", "7L", "2.50B", "$a.size()");

    private static final List<String> TEXTS =
            List.of("$s", "$u", "\"\"", "\"a\"", "\"5\"", "\"5.0\"", "\"\\\"&&\"", "$s.trim()", "$s.toUpperCase()");

    private static final List<String> OTHERS = List.of("$o", "$p", "null", "$k", "$m.key", "$a", "$m.get( \"n\" )");

    private static final List<String> TESTS = List.of(
            "$t",
            "$m.last",
            "$m.isOf( \"a\" )",
            "$m.isOf( $s )",
            "$a.contains( $o )",
            "$a.isEmpty()",
            "$s.isEmpty()",
            "$s.startsWith( \"a\" )",
            "$k.equals( $m.key )",
            "$b != null && $b.signum() > 0");

    private final Random random = new Random(Long.getLong("closures.seed", 20261129));

    @Test
    void onRandomExpressionsOverRandomValues() {
        int compared = 0;
        int held = 0;
        for (int round = 0; round < 1_500; round++) {
            String text = test(3);
            Expression expression = read(text);
            if (expression == null) {
                continue;
            }
            for (int i = 0; i < 4; i++) {
                Object result = assertSame(expression, values(isCalculated(expression)));
                compared += result == Unlike.NOT_COMPARED ? 0 : 1;
                held += Boolean.TRUE.equals(result) ? 1 : 0;
            }
        }
        assertTrue(compared > 2_000, "only " + compared + " were compared");
        assertTrue(held > compared / 10, "only " + held + " of " + compared + " held");
    }

    @Test
    void onTheExpressionsOfEveryGolden() {
        List<String> seen = new ArrayList<>();
        for (DrlSource source : DrlFiles.all()) {
            RuleFile file = ParsedRules.file(source);
            file.rules().stream()
                    .flatMap(rule -> rule.when().stream())
                    .flatMap(Conditional::all)
                    .flatMap(ClosuresMeanWhatMvelMeansTest::expressions)
                    .forEach(expression -> {
                        for (int i = 0; i < 20; i++) {
                            assertSame(expression, valuesFor(expression));
                        }
                        seen.add(CanonicalText.of(expression));
                    });
        }
        assertTrue(seen.size() > 60, seen::toString);
    }

    private static Stream<Expression> expressions(Conditional conditional) {
        return conditional instanceof Conditional.Pattern pattern
                        && pattern.source() instanceof Source.Aggregated aggregated
                ? Stream.concat(
                        pattern.constraints().stream()
                                .filter(io.tripline.engine.read.Constraint.Computed.class::isInstance)
                                .map(constraint ->
                                        ((io.tripline.engine.read.Constraint.Computed) constraint).expression()),
                        aggregated.functions().stream().flatMap(function -> function.arguments().stream()))
                : Stream.empty();
    }

    private enum Unlike {
        NOT_COMPARED,
        THROWN
    }

    /**
     * Then nothing is null and no number is extreme: there, MVEL gives a text, null, an exception or another number, by how it has
     * folded what is around it.
     */
    private static boolean isCalculated(Expression expression) {
        return expression
                .all()
                .anyMatch(part -> part instanceof Expression.Binary binary
                        && !binary.operator().isTest());
    }

    /** What both give. MVEL refuses to compile what cannot be compared: then there is nothing to hold the closure to. */
    private static @Nullable Object assertSame(Expression expression, Map<String, Object> values) {
        String text = CanonicalText.of(expression);
        ParserContext context = new ParserContext();
        context.setStrictTypeEnforcement(true);
        context.setStrongTyping(true);
        List<String> names = new ArrayList<>(values.keySet());
        names.forEach(name -> context.addInput(name, type(name, expression)));
        context.addImport(Key.class);
        context.addImport(Match.class);
        java.io.Serializable compiled;
        try {
            compiled = MVEL.compileExpression(text, context);
        } catch (RuntimeException refused) {
            return Unlike.NOT_COMPARED;
        }
        Closure closure = Closures.of(expression, names).orElse(null);
        if (closure == null) {
            return Unlike.NOT_COMPARED; // left to MVEL's interpreter
        }
        Object expected = result(() -> MVEL.executeExpression(compiled, new HashMap<>(values)));
        Object found = result(() -> closure.value(index -> values.get(names.get(index))));
        boolean isNoTest = expression.type() == Boolean.class && !(expected instanceof Boolean);
        if (isNoTest && expected != Unlike.THROWN) {
            return Unlike.NOT_COMPARED; // MVEL's slip, where all is constant
        }
        assertEquals(expected, found, () -> text + " with " + values);
        return found;
    }

    private static @Nullable Object result(Supplier<@Nullable Object> evaluation) {
        try {
            return evaluation.get();
        } catch (RuntimeException e) {
            return Unlike.THROWN;
        }
    }

    private static Class<?> type(String name, Expression expression) {
        Class<?> known = TYPES.get(name);
        return known != null && expression.all().noneMatch(part -> isOther(part, name, known))
                ? known
                : expression
                        .all()
                        .filter(part -> part instanceof Expression.Variable variable
                                && variable.name().equals(name))
                        .<Class<?>>map(Expression::type)
                        .findFirst()
                        .orElse(Object.class);
    }

    private static boolean isOther(Expression part, String name, Class<?> known) {
        return part instanceof Expression.Variable variable
                && variable.name().equals(name)
                && variable.type()
                        != java.lang.invoke.MethodType.methodType(known).wrap().returnType();
    }

    private static @Nullable Expression read(String text) {
        DrlSource source =
                new DrlSource("random.drl", "package rules.random\n" + Rules.IMPORTS + """
                rule "R"
                when
                    %s
                    eval( %s )
                then
                    alerts.raise( drools.getRule(), Alert.of( $k, $m ) );
                end
                """.formatted(BOUND, text));
        RuleFile file = ParsedRules.fileIfRead(source);
        return file == null
                ? null
                : ((Conditional.Holds) file.rules().getFirst().when().getLast()).expression();
    }

    private String test(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(9)) {
            case 1 -> "( " + test(depth - 1) + " && " + test(depth - 1) + " )";
            case 2 -> "( " + test(depth - 1) + " || " + test(depth - 1) + " )";
            case 3 -> "!( " + test(depth - 1) + " )";
            case 4 -> one(TESTS);
            case 5 -> compared(this::text);
            case 6, 7 -> compared(this::any);
            default -> compared(() -> number(2));
        };
    }

    /** Never constants alone: MVEL folds them, at times to nonsense. */
    private String compared(Supplier<String> side) {
        String sides = side.get() + " " + one(COMPARISONS) + " " + side.get();
        return sides.contains("$") ? sides : compared(side);
    }

    private String any() {
        return switch (random.nextInt(3)) {
            case 0 -> one(OTHERS);
            case 1 -> text();
            default -> number(1);
        };
    }

    private String text() {
        return random.nextInt(5) == 0 ? "( " + one(TEXTS) + " + " + one(TEXTS) + " )" : one(TEXTS);
    }

    /** Never of constants alone: MVEL folds them, at times to nonsense. */
    private String number(int depth) {
        return depth == 0 || random.nextInt(3) > 0
                ? one(NUMBERS)
                : "( " + one(NUMBERS.subList(0, 5)) + " " + one(List.of("+", "-", "*", "%")) + " " + number(depth - 1)
                        + " )";
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Map<String, Object> values(boolean isCalculated) {
        Map<String, Object> values = new LinkedHashMap<>();
        Match match = match();
        values.put("$m", match);
        boolean extreme = !isCalculated && random.nextInt(4) == 0;
        values.put("$i", extreme ? Integer.MAX_VALUE : random.nextInt(8) - 1);
        values.put("$l", extreme ? Long.MAX_VALUE : random.nextInt(8) - 1L);
        values.put("$d", one(extreme ? List.of(-0.0, Double.NaN, 1e300) : List.of(0.1, 5.0, 2.5, -1.0)));
        values.put("$b", isCalculated ? number() : decimal());
        values.put("$c", isCalculated ? number() : decimal());
        values.put("$s", match.getRule());
        values.put("$u", match.getEventId());
        values.put("$t", random.nextBoolean());
        values.put("$k", key());
        values.put("$o", something());
        values.put("$p", something());
        values.put("$a", match.values("n"));
        return values;
    }

    /** Of the types that the variables of an expression have. */
    private Map<String, Object> valuesFor(Expression expression) {
        Map<String, Object> values = new LinkedHashMap<>();
        expression.all().forEach(part -> {
            if (part instanceof Expression.Variable(String name, Class<?> type, var span)) {
                values.computeIfAbsent(name, variable -> value(type));
            }
        });
        return values;
    }

    private @Nullable Object value(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Integer" -> random.nextInt(15);
            case "Long" -> (long) random.nextInt(15);
            case "Double" -> random.nextInt(30) / 2.0;
            case "BigDecimal" -> decimal();
            case "String" -> one(List.of("a", "b", ""));
            case "Match" -> match();
            case "Key" -> key();
            case "Boolean" -> random.nextBoolean();
            default ->
                Collection.class.isAssignableFrom(type) && type.isAssignableFrom(List.class)
                        ? List.of(match())
                        : type == Object.class ? something() : null;
        };
    }

    private @Nullable BigDecimal decimal() {
        return random.nextInt(5) == 0 ? null : number();
    }

    private BigDecimal number() {
        return new BigDecimal(one(List.of("5", "5.0", "5.00", "0", "0.0", "-1", "2.5", "2.50", "11", "1E+2")));
    }

    private @Nullable Object something() {
        return switch (random.nextInt(9)) {
            case 0 -> null;
            case 1 -> 5;
            case 2 -> 5L;
            case 3 -> 5.0;
            case 4 -> decimal();
            case 5 -> "5";
            case 6 -> "a";
            case 7 -> true;
            default -> List.of("a", 5);
        };
    }

    private Key key() {
        return new Key(
                List.of("user"), java.util.Arrays.asList(random.nextInt(4) == 0 ? null : one(List.of("a", "b"))));
    }

    private Match match() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("user", one(List.of("a", "b")));
        Object n = something();
        if (n != null) {
            fields.put("n", n);
        }
        Event event = Event.of(one(List.of("a", "5", "x y")), random.nextInt(10), Origin.UNKNOWN, fields);
        return Match.ofRule(one(List.of("a", "b", "5")), event, "user")
                .carrying("n")
                .toList()
                .getFirst();
    }

    /** As Drools sets it up before it compiles anything. */
    static {
        assertTrue(new MVELConstraintBuilder().useMvelExpression());
    }
}
