package io.tripline.engine.compile;

import io.tripline.engine.read.DrlReader;
import io.tripline.engine.read.Reading;
import io.tripline.engine.read.RuleFile;
import io.tripline.problem.SourceText;
import java.util.List;
import java.util.Objects;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** What DRL says, read without compiling it: also where nothing of ours takes part in compiling. */
public final class ParsedRules {

    private ParsedRules() {}

    public static List<RuleOutline> of(DrlSource source) {
        SourceText text = new SourceText(source.file(), source.text());
        return switch (DrlReader.read(text, parse(source))) {
            case Reading.Read read ->
                read.file().rules().stream()
                        .map(rule -> OutlineReader.read(text, read.file(), rule))
                        .toList();
            case Reading.Refused refused -> throw new AssertionError(source.file() + ": " + refused.problems());
        };
    }

    /** The model of a file. */
    public static RuleFile file(DrlSource source) {
        return Objects.requireNonNull(fileIfRead(source), source.file());
    }

    /** The same; null if our reader refuses it. */
    public static @Nullable RuleFile fileIfRead(DrlSource source) {
        return DrlReader.read(new SourceText(source.file(), source.text()), parse(source)) instanceof Reading.Read read
                ? read.file()
                : null;
    }

    private static PackageDescr parse(DrlSource source) {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        try {
            PackageDescr drl = parser.parse(null, source.text());
            if (drl == null || parser.hasErrors()) {
                throw new AssertionError(source.file() + ": " + parser.getErrors());
            }
            return drl;
        } catch (DroolsParserException e) {
            throw new AssertionError(source.file(), e);
        }
    }
}
