package io.tripline.drl;

import static io.tripline.drl.SampleRules.atLeast;
import static io.tripline.drl.SampleRules.bounds;
import static io.tripline.drl.SampleRules.group;
import static io.tripline.drl.SampleRules.input;
import static io.tripline.drl.SampleRules.path;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.GroupBy;
import io.tripline.rule.Measure;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.InputCondition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What generated rules alert on, in the engine. */
class GeneratedRulesTest {

    @Test
    void elevenRegistrationsInAnHourAlertOnceWithTheirClients() {
        try (Running running = Running.rules(SampleRules.rapidCreation())) {
            for (int i = 1; i <= 12; i++) {
                running.event(
                        i * 30,
                        "data.type",
                        "SAPI",
                        "data.description",
                        "Dynamic client registration",
                        "data.tenant_name",
                        "acme",
                        "data.details.response.body.client_id",
                        "client" + i);
            }

            assertEquals(List.of("330.0 acme"), running.summary());
            var alert = running.alerts().getFirst();
            assertEquals(11L, alert.getValues().get("count"));
            assertEquals(new BigDecimal("5"), alert.getValues().get("minutes"));
            assertEquals(
                    SampleRules.numbered("client", 11), alert.getValues().get("data.details.response.body.client_id"));
            assertEquals("11 × Dynamic client registration for acme within 1h (more than 10)", alert.getReason());
            assertEquals(11, alert.getEvents().size());
        }
    }

    @Test
    void aTermAlertsWhenItIsNewAndAgainAfterItsHistory() {
        Pattern pattern = new Pattern.NewTerms(
                SampleRules.detection("login"), List.of(path("user"), path("ip")), Duration.ofHours(1));
        try (Running running = Running.pattern(pattern)) {
            running.event(0, "action", "login", "user", "ann", "ip", List.of("1.1.1.1", "2.2.2.2"));
            running.event(1800, "action", "login", "user", "ann", "ip", "1.1.1.1");
            running.event(1801, "action", "login", "user", "bob");
            running.event(1800 + 3600, "action", "login", "user", "ann", "ip", "1.1.1.1");
            running.event(5401, "action", "login", "user", "ann", "ip", "2.2.2.2");

            assertEquals(List.of("0.0 ann, 1.1.1.1", "0.0 ann, 2.2.2.2", "5401.0 ann, 2.2.2.2"), running.summary());
        }
    }

    @Test
    void aGroupAlertsAtItsFirstMatchAndIsSilentForTheSpan() {
        Pattern pattern = SampleRules.suppressed(Pattern.MissingFields.SUPPRESS, "user");
        try (Running running = Running.pattern(pattern)) {
            running.event(0, "action", "failure", "user", "ann");
            running.event(0, "action", "failure", "user", "ann");
            running.event(1, "action", "failure", "user", List.of("bob", "ann"));
            running.event(2, "action", "failure");
            running.event(300, "action", "failure", "user", "ann");
            running.event(300, "action", "failure");
            running.event(301, "action", "failure", "user", "ann");
            running.event(302, "action", "failure", "user", "bob");

            assertEquals(List.of("0.0 ann", "1.0 bob", "2.0 (none)", "301.0 ann", "302.0 bob"), running.summary());
            var alert = running.alerts().getFirst();
            assertEquals("seen for ann; what follows is suppressed for 5m", alert.getReason());
            assertEquals(1, alert.getEvents().size());
        }
    }

    @Test
    void whereMissingFieldsAreNotSuppressedEachEventWithoutOneAlerts() {
        Pattern pattern = SampleRules.suppressed(Pattern.MissingFields.DO_NOT_SUPPRESS, "user", "host.name");
        try (Running running = Running.pattern(pattern)) {
            running.event(0, "action", "failure", "user", "ann", "host.name", "h");
            running.event(1, "action", "failure", "user", "ann", "host.name", "h");
            running.event(2, "action", "failure", "user", "ann");
            running.event(3, "action", "failure", "host.name", "h");
            running.event(4, "action", "failure", "host.name", List.of());
            running.event(5, "action", "failure", "user", "", "host.name", "h");
            running.event(6, "action", "failure", "user", "", "host.name", "h");
            running.event(7, "action", "failure", "user", "ann", "host", List.of("h"));
            running.event(8, "action", "success");

            assertEquals(List.of("0.0 ann, h", "2.0 ", "3.0 ", "4.0 ", "5.0 , h", "7.0 "), running.summary());
            assertEquals(
                    List.of("The rule"),
                    running.alerts().stream()
                            .map(alert -> alert.getRule().title())
                            .distinct()
                            .toList());
        }
    }

    @Test
    void severalBoundsMustHoldTogether() {
        try (Running running = Running.pattern(SampleRules.severalMeasures())) {
            for (int i = 0; i < 4; i++) {
                running.event(i, "action", "failure", "source.ip", "1.1.1.1", "user.name", "ann");
            }
            running.event(5, "action", "failure", "source.ip", "1.1.1.1");
            running.event(6, "action", "failure", "source.ip", "1.1.1.1", "user.name", List.of("ann", "bob"));
            for (int i = 0; i < 4; i++) {
                running.event(100 + i * 60, "action", "failure", "source.ip", "2.2.2.2", "user.name", "u" + i);
            }

            assertEquals(List.of("6.0 1.1.1.1"), running.summary());
            assertEquals(
                    List.of("ann", "bob"),
                    running.alerts().getFirst().getValues().get("user.name"));
            assertEquals(2, running.alerts().getFirst().getValues().get("distinct user.name"));
        }
    }

    @Test
    void anEventCountsWithoutTheFieldWhoseValuesAreCountedBesides() {
        try (Running running = Running.pattern(SampleRules.severalMeasures())) {
            running.event(0, "action", "failure", "source.ip", "1.1.1.1");
            running.event(1, "action", "failure", "source.ip", "1.1.1.1");
            running.event(2, "action", "failure", "source.ip", "1.1.1.1", "user.name", "ann");
            running.event(3, "action", "failure", "source.ip", "1.1.1.1", "user.name", "bob");

            assertEquals(List.of("3.0 1.1.1.1"), running.summary());
        }
    }

    @Test
    void numbersOfTheGroupAreMeasured() {
        try (Running running = Running.pattern(SampleRules.numbers())) {
            running.event(0, "action", "failure", "host", "h", "bytes", 50.5);
            running.event(1, "action", "failure", "host", "h", "bytes", "no number");
            running.event(2, "action", "failure", "host", "h", "bytes", "50");
            running.event(3, "action", "failure", "host", "h", "bytes", 2);

            assertEquals(List.of("3.0 h"), running.summary());
            var values = running.alerts().getFirst().getValues();
            assertEquals(new BigDecimal("102.5"), values.get("sum bytes"));
            assertEquals(new BigDecimal("50"), values.get("median bytes"));
            assertEquals(new BigDecimal("50.499"), values.get("percentile 99.9 bytes"));
        }
    }

    @Test
    void combinationsOfValuesAreCounted() {
        try (Running running = Running.pattern(SampleRules.combinations())) {
            running.event(0, "action", "failure", "host", "h", "user", "a", "ip", "1");
            running.event(0.1, "action", "failure", "host", "h", "user", "a", "ip", "1");
            running.event(0.2, "action", "failure", "host", "h", "user", "b", "ip", "1");
            running.event(0.3, "action", "failure", "host", "h", "user", "a", "ip", "2");

            assertEquals(List.of("0.3 h"), running.summary());
        }
    }

    @Test
    void tooFewAreJudgedWhenTheWindowOfTheFirstEnds() {
        try (Running running = Running.pattern(SampleRules.heartbeats(Comparison.LESS, 3))) {
            running.event(0, "action", "heartbeat", "host", "slow");
            running.event(0, "action", "heartbeat", "host", "fine");
            running.event(100, "action", "heartbeat", "host", "fine");
            running.event(200, "action", "heartbeat", "host", "slow");
            running.event(299, "action", "heartbeat", "host", "fine");
            running.quiet(Duration.ofMinutes(1));

            assertEquals(List.of("300.0 slow"), running.summary());
            assertEquals("slow", running.alerts().getFirst().getGroup().toString());
            assertEquals(2L, running.alerts().getFirst().getValues().get("count"));
            assertEquals(List.of(List.of("e1", "e4")), running.evidence());
        }
    }

    @Test
    void silenceAfterAMatchAlertsOnce() {
        try (Running running = Running.pattern(SampleRules.heartbeats(Comparison.EQUAL, 0))) {
            running.event(0, "action", "heartbeat", "host", "a");
            running.event(200, "action", "heartbeat", "host", "a");
            running.quiet(Duration.ofMinutes(20));

            assertEquals(1, running.alerts().size());
            assertEquals(List.of(List.of("e2")), running.evidence());
            assertEquals(
                    "no heartbeat for a for 5m after the last",
                    running.alerts().getFirst().getReason());
        }
    }

    @Test
    void allRulesInAnyOrderAlertTogether() {
        try (Running running = Running.pattern(SampleRules.temporal(null))) {
            running.event(0, "action", "c", "user", "ann");
            running.event(1, "action", "a", "user", "ann");
            running.event(2, "action", "b", "user", "bob");
            running.event(3, "action", "b", "user", "ann");
            running.event(4, "action", "b", "user", "ann");

            assertEquals(List.of("3.0 ann"), running.summary());
            assertEquals(
                    List.of("c", "a", "b"),
                    running.alerts().getFirst().getValues().get("rules"));
            assertEquals(
                    "c, a, b together for ann within 5m",
                    running.alerts().getFirst().getReason());
        }
    }

    @Test
    void aConditionOverRulesLooksBack() {
        try (Running running = Running.pattern(SampleRules.temporal(SampleRules.condition()))) {
            running.event(0, "action", "c", "user", "ann");
            running.event(1, "action", "b", "user", "ann");
            running.event(2, "action", "b", "user", "bob");
            running.event(3, "action", "a", "user", "ann");
            running.event(4, "action", "b");

            assertEquals(List.of("2.0 bob", "3.0 ann", "4.0 (none)"), running.summary());
        }
    }

    @Test
    void aNegatedGroupOfRulesIsCarriedToTheCounts() {
        InputCondition neither = new InputCondition.AllOf(List.of(
                new InputCondition.Matched("a"),
                new InputCondition.None(new InputCondition.AnyOf(
                        List.of(new InputCondition.Matched("b"), new InputCondition.Matched("c"))))));
        try (Running running = Running.pattern(SampleRules.temporal(neither))) {
            running.event(0, "action", "b", "user", "ann");
            running.event(1, "action", "a", "user", "ann");
            running.event(2, "action", "a", "user", "bob");

            assertEquals(List.of("2.0 bob"), running.summary());
        }
    }

    @Test
    void stepsInOrderAlertForTheSameUserUnderBothNames() {
        try (Running running = Running.pattern(SampleRules.ordered())) {
            running.event(0, "action", "a", "target.user", "ann");
            running.event(1, "action", "b", "source.user", "ann");
            running.event(2, "action", "a", "target.user", "bob");
            running.event(3, "action", "a", "target.user", "ann");

            assertEquals(List.of("3.0 ann"), running.summary());
            assertEquals(List.of(List.of("e2", "e4")), running.evidence());
            assertEquals(
                    "b, then a for ann within 5m", running.alerts().getFirst().getReason());
        }
    }

    @Test
    void correlationsOfCorrelationsFindWhatIsBehindThem() {
        try (Running running = Running.pattern(SampleRules.threeDeep())) {
            int second = 0;
            for (String user : List.of("ann", "bob", "eve")) {
                for (int i = 0; i < 4; i++) {
                    running.event(second++, "action", "failure", "user", user, "tenant", "t");
                }
                if (!user.equals("bob")) {
                    running.event(second++, "action", "success", "user", user, "tenant", "t");
                }
            }

            assertEquals(List.of("13.0 t"), running.summary());
            assertEquals(
                    List.of("ann", "eve"),
                    running.alerts().getFirst().getValues().get("user"));
            assertEquals(List.of(List.of("e1", "e2", "e3", "e5", "e10", "e11", "e12", "e14")), running.evidence());
        }
    }

    @Test
    void whatIsFoundBecauseTimePassedHappensThen() {
        Pattern silent = SampleRules.heartbeats(Comparison.LESS, 2);
        Pattern pattern = new Pattern.Aggregation(
                List.of(new Pattern.Input.Correlated("silent", silent)),
                List.of(),
                Duration.ofSeconds(30),
                bounds(atLeast(new Measure.ValueCount(List.of(path("host"))), 2)),
                List.of());
        try (Running running = Running.pattern(pattern)) {
            running.event(0, "action", "heartbeat", "host", "a");
            running.event(20, "action", "heartbeat", "host", "b");
            running.quiet(Duration.ofMinutes(10));

            assertEquals(1, running.alerts().size());
            assertEquals(List.of(List.of("e1", "e2")), running.evidence());
        }
    }

    @Test
    void aMissingGroupFieldIsAGroupOrLeavesTheEventOut() {
        for (boolean required : List.of(true, false)) {
            Pattern pattern = new Pattern.Aggregation(
                    List.of(input("a")),
                    List.of(group("user", required), new GroupBy("x", List.of(path("x=y?")), false)),
                    Duration.ofMinutes(5),
                    bounds(new Bound(new Measure.EventCount(), Comparison.GREATER, BigDecimal.ONE)),
                    List.of());
            try (Running running = Running.pattern(pattern)) {
                running.event(0, "action", "a", "x=y?", "7");
                running.event(1, "action", "a", "x=y?", 7);

                assertEquals(required ? List.of() : List.of("1.0 (none), 7"), running.summary());
            }
        }
    }

    @Test
    void theTitleOfAnAlertIsUnharmed() {
        String title = "\"quoted\\title\" */ \u202E\n{count}";
        try (Running running =
                Running.rules(SampleRules.rule(title, new Pattern.EachMatch(SampleRules.detection("a"))))) {
            running.event(0, "action", "a");

            assertEquals(title, running.alerts().getFirst().getRule().title());
        }
    }
}
