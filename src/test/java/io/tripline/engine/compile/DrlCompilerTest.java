package io.tripline.engine.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.Rules;
import io.tripline.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrlCompilerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit( 1 );",
                "java.lang.System.exit( 1 );",
                "Runtime.getRuntime().exec( \"id\" );",
                "java . lang . Runtime . getRuntime();",
                "\"\".getClass().forName( \"java.lang.Runtime\" );",
                "new java.io.File( \"/etc/passwd\" ).delete();",
                "Thread.sleep( 1000 );",
                "drools.getKieRuntime().halt();",
                "String.class.getName();",
                "def f() { 1 }",
                "java.nio.file.Files.delete( null );"
            })
    void aConsequenceThatReachesOutsideIsRefusedWithItsPosition(String statement) {
        // Given
        DrlSource source = new DrlSource(
                "evil.drl",
                Rules.eachMatch("evil", "field( \"a\" ).is( \"b\" )")
                        .text()
                        .replace("alerts.raise( drools", statement + " alerts.raise( drools"));

        // When
        DrlCompiler.Result result = DrlCompiler.compile(source);

        // Then
        Problem problem = assertInstanceOf(DrlCompiler.Result.Broken.class, result)
                .problems()
                .getFirst();
        assertEquals(19, problem.line(), problem::toString);
        assertTrue(problem.column() > 0, problem::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import java.lang.Runtime",
                "import java.io.File",
                "import function java.lang.System.exit",
                "function void f() { }",
                "declare Foo\n  a : String\nend",
                "declare enum E A(1); v : int end",
                "dialect \"java\"",
                "import accumulate java.lang.String evil"
            })
    void aDeclarationBeyondDetectingIsRefused(String declaration) {
        // Given
        DrlSource source = new DrlSource(
                "evil.drl",
                Rules.eachMatch("evil", "field( \"a\" ).is( \"b\" )")
                        .text()
                        .replace("global Alerts alerts", declaration + "\n\nglobal Alerts alerts"));

        // When
        DrlCompiler.Result result = DrlCompiler.compile(source);

        // Then
        assertInstanceOf(DrlCompiler.Result.Broken.class, result);
    }

    @Test
    void textsInsideOfLiteralsAndCommentsAreNotTakenForCode() {
        // Given
        DrlSource source = new DrlSource(
                "fine.drl",
                Rules.eachMatch("fine", "field( \"a\" ).is( \"System.exit( 1 )\" ) /* Runtime */")
                        .text()
                        .replace("alerts.raise( drools", "// Thread.sleep\n alerts.raise( drools"));

        // When
        DrlCompiler.Result result = DrlCompiler.compile(source);

        // Then
        assertInstanceOf(DrlCompiler.Result.Compiled.class, result, result::toString);
    }

    @Test
    void aMisspeltOperatorIsRefusedAtItsPlace() {
        // Given
        DrlSource source = Rules.eachMatch("slip", "field( \"a\" ).iz( \"b\" )");

        // When
        Problem problem = assertInstanceOf(DrlCompiler.Result.Broken.class, DrlCompiler.compile(source))
                .problems()
                .getFirst();

        // Then
        assertEquals("unknown operator 'iz'", problem.message());
        assertEquals(17, problem.line(), problem::toString);
        assertEquals(34, problem.column(), problem::toString);
    }
}
