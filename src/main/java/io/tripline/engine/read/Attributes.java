package io.tripline.engine.read;

import io.tripline.engine.read.RuleFile.Attribute;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.drools.drl.ast.descr.AttributeDescr;

/** Reads the attributes of rules: constants alone. Drools would compute some of them from any code. */
final class Attributes {

    private final DrlText findings;

    Attributes(DrlText findings) {
        this.findings = findings;
    }

    /** Those on top of a file hold for each rule, and are in its own as well. */
    void ofFile(Collection<AttributeDescr> descrs) {
        read(descrs);
    }

    Set<Attribute> read(Collection<AttributeDescr> descrs) {
        Set<Attribute> attributes = new LinkedHashSet<>();
        for (AttributeDescr descr : descrs) {
            switch (descr.getName()) {
                case "dialect" -> dialect(descr);
                case "salience" -> salience(descr, attributes);
                case "enabled" -> truth(descr, Attribute.Enabled::new, attributes);
                case "no-loop" -> truth(descr, Attribute.NoLoop::new, attributes);
                case "lock-on-active" -> truth(descr, Attribute.LockOnActive::new, attributes);
                case "timer", "duration" ->
                    refuse(
                            descr,
                            "a timer counts from the insert and is lost at an edit: look back with over window:time( … )");
                case "date-effective", "date-expires", "calendars" ->
                    refuse(descr, "rules go by the time of events, not by the clock of the machine");
                default -> refuse(descr, "every rule that holds fires: leave it out");
            }
        }
        return attributes;
    }

    private void refuse(AttributeDescr descr, String wayOut) {
        findings.refuse(descr, "'" + descr.getName() + "' is not supported", wayOut);
    }

    private void dialect(AttributeDescr descr) {
        if (!"mvel".equals(descr.getValue())) {
            findings.refuse(
                    descr,
                    "dialect \"" + descr.getValue() + "\" is not supported",
                    "leave it out, or write dialect \"mvel\"");
        }
    }

    private void salience(AttributeDescr descr, Set<Attribute> attributes) {
        String value = bare(descr);
        if (value.matches("-?\\d{1,9}")) {
            attributes.add(new Attribute.Salience(Integer.parseInt(value)));
        } else {
            findings.refuse(descr, "salience must be a number", "write it as salience 10");
        }
    }

    private void truth(AttributeDescr descr, Function<Boolean, Attribute> attribute, Set<Attribute> attributes) {
        String value = bare(descr);
        if (value.equals("true") || value.equals("false")) {
            attributes.add(attribute.apply(value.equals("true")));
        } else {
            findings.refuse(descr, descr.getName() + " must be true or false", "a condition belongs into 'when'");
        }
    }

    /** Without the parentheses that may stand around a value. */
    private static String bare(AttributeDescr descr) {
        String value = descr.getValue().strip();
        return value.startsWith("(") && value.endsWith(")")
                ? value.substring(1, value.length() - 1).strip()
                : value;
    }
}
