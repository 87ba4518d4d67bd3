package io.tripline.drl;

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
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What generated rules alert on, in the engine. */
class GeneratedRulesTest {

    @Test
    void elevenFailuresInFiveMinutesAlertOnceWithTheirClients() {
        try (Running running = Running.golden("sigma/fields-that-the-alert-lists")) {
            for (int i = 1; i <= 12; i++) {
                running.event(i * 15, "Action", "FAILURE", "Host", "h", "Client", "client" + i);
            }

            assertEquals(List.of("165.0 h"), running.summary());
            var alert = running.alerts().getFirst();
            assertEquals(11L, alert.getValues().get("count"));
            assertEquals(new BigDecimal("2.5"), alert.getValues().get("minutes"));
            assertEquals(SampleRules.numbered("client", 11), alert.getValues().get("Client"));
            assertEquals("11 × failure for h within 5m (more than 10)", alert.getReason());
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
        try (Running running = Running.golden("elastic/suppression-per-user")) {
            running.event(0, "event.outcome", "failure", "user.name", "ann");
            running.event(0, "event.outcome", "failure", "user.name", "ann");
            running.event(1, "event.outcome", "failure", "user.name", List.of("bob", "ann"));
            running.event(2, "event.outcome", "failure");
            running.event(300, "event.outcome", "failure", "user.name", "ann");
            running.event(300, "event.outcome", "failure");
            running.event(301, "event.outcome", "failure", "user.name", "ann");
            running.event(302, "event.outcome", "failure", "user.name", "bob");

            assertEquals(List.of("0.0 ann", "1.0 bob", "2.0 (none)", "301.0 ann", "302.0 bob"), running.summary());
            var alert = running.alerts().getFirst();
            assertEquals("seen for ann; what follows is suppressed for 5m", alert.getReason());
            assertEquals(1, alert.getEvents().size());
        }
    }

    @Test
    void whereMissingFieldsAreNotSuppressedEachEventWithoutOneAlerts() {
        try (Running running = Running.golden("elastic/suppression-where-all-fields-are-there")) {
            running.event(0, "event.outcome", "failure", "user.name", "ann", "host.name", "h");
            running.event(1, "event.outcome", "failure", "user.name", "ann", "host.name", "h");
            running.event(2, "event.outcome", "failure", "user.name", "ann");
            running.event(3, "event.outcome", "failure", "host.name", "h");
            running.event(4, "event.outcome", "failure", "host.name", List.of());
            running.event(5, "event.outcome", "failure", "user.name", "", "host.name", "h");
            running.event(6, "event.outcome", "failure", "user.name", "", "host.name", "h");
            running.event(7, "event.outcome", "failure", "user.name", "ann", "host", List.of("h"));
            running.event(8, "event.outcome", "success");

            assertEquals(List.of("0.0 ann, h", "2.0 ", "3.0 ", "4.0 ", "5.0 , h", "7.0 "), running.summary());
            assertEquals(
                    List.of("A failure of a user on a host"),
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
        try (Running running = Running.golden("sigma/a-splunk-text-that-measures-numbers")) {
            running.event(0, "data.type", "f", "data.ip", "h", "data.bytes", 50.5);
            running.event(1, "data.type", "f", "data.ip", "h", "data.bytes", "no number");
            running.event(2, "data.type", "f", "data.ip", "h", "data.bytes", "50");
            running.event(3, "data.type", "f", "data.ip", "h", "data.bytes", 2);

            assertEquals(List.of("3.0 h"), running.summary());
            var values = running.alerts().getFirst().getValues();
            assertEquals(new BigDecimal("102.5"), values.get("sum data.bytes"));
            assertEquals(new BigDecimal("50"), values.get("median data.bytes"));
            assertEquals(new BigDecimal("50.49"), values.get("percentile 99 data.bytes"));
        }
    }

    @Test
    void combinationsOfValuesAreCounted() {
        try (Running running = Running.golden("sigma/value_count-of-several-fields")) {
            running.event(0, "Action", "failure", "Host", "h", "User", "a", "Ip", "1");
            running.event(0.1, "Action", "failure", "Host", "h", "User", "a", "Ip", "1");
            running.event(0.2, "Action", "failure", "Host", "h", "User", "b", "Ip", "1");
            running.event(0.3, "Action", "failure", "Host", "h", "User", "a", "Ip", "2");

            assertEquals(List.of("0.3 h"), running.summary());
        }
    }

    @Test
    void tooFewAreJudgedWhenTheWindowOfTheFirstEnds() {
        try (Running running = Running.golden("sigma/event_count-lt")) {
            running.event(0, "Action", "failure", "Host", "slow");
            running.event(0, "Action", "failure", "Host", "fine");
            running.event(100, "Action", "failure", "Host", "fine");
            running.event(200, "Action", "failure", "Host", "slow");
            running.event(299, "Action", "failure", "Host", "fine");
            running.quiet(Duration.ofMinutes(1));

            assertEquals(List.of("300.0 slow"), running.summary());
            assertEquals("slow", running.alerts().getFirst().getGroup().toString());
            assertEquals(2L, running.alerts().getFirst().getValues().get("count"));
            assertEquals(List.of(List.of("e1", "e4")), running.evidence());
        }
    }

    @Test
    void silenceAfterAMatchAlertsOnce() {
        try (Running running = Running.golden("sigma/silence-after-an-event")) {
            running.event(0, "Action", "failure", "Host", "a");
            running.event(200, "Action", "failure", "Host", "a");
            running.quiet(Duration.ofMinutes(20));

            assertEquals(1, running.alerts().size());
            assertEquals(List.of(List.of("e2")), running.evidence());
            assertEquals(
                    "no failure for a for 5m after the last",
                    running.alerts().getFirst().getReason());
        }
    }

    @Test
    void allRulesInAnyOrderAlertTogether() {
        try (Running running = Running.golden("sigma/temporal")) {
            running.event(0, "Action", "c", "User", "ann");
            running.event(1, "Action", "a", "User", "ann");
            running.event(2, "Action", "b", "User", "bob");
            running.event(3, "Action", "b", "User", "ann");
            running.event(4, "Action", "b", "User", "ann");

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
        try (Running running = Running.golden("sigma/temporal-with-a-condition")) {
            running.event(0, "Action", "c", "User", "ann");
            running.event(1, "Action", "b", "User", "ann");
            running.event(2, "Action", "b", "User", "bob");
            running.event(3, "Action", "a", "User", "ann");
            running.event(4, "Action", "b");

            assertEquals(List.of("2.0 bob", "3.0 ann", "4.0 (none)"), running.summary());
        }
    }

    @Test
    void aNegatedGroupOfRulesIsCarriedToTheCounts() {
        try (Running running = Running.golden("sigma/temporal-with-not-of-a-group")) {
            running.event(0, "Action", "b", "User", "ann");
            running.event(1, "Action", "a", "User", "ann");
            running.event(2, "Action", "a", "User", "bob");

            assertEquals(List.of("2.0 bob"), running.summary());
        }
    }

    @Test
    void stepsInOrderAlertForTheSameUserUnderBothNames() {
        try (Running running = Running.golden("sigma/aliases")) {
            running.event(0, "Action", "a", "TargetUser", "ann");
            running.event(1, "Action", "b", "SourceUser", "ann");
            running.event(2, "Action", "a", "TargetUser", "bob");
            running.event(3, "Action", "a", "TargetUser", "ann");

            assertEquals(List.of("3.0 ann"), running.summary());
            assertEquals(List.of(List.of("e2", "e4")), running.evidence());
            assertEquals(
                    "b, then a for ann within 5m", running.alerts().getFirst().getReason());
        }
    }

    @Test
    void correlationsOfCorrelationsFindWhatIsBehindThem() {
        try (Running running = Running.golden("sigma/correlations-three-deep")) {
            int second = 0;
            for (String user : List.of("ann", "bob", "eve")) {
                for (int i = 0; i < 4; i++) {
                    running.event(second++, "Action", "failure", "User", user, "Tenant", "t");
                }
                if (!user.equals("bob")) {
                    running.event(second++, "Action", "success", "User", user, "Tenant", "t");
                }
            }

            assertEquals(List.of("13.0 t"), running.summary());
            assertEquals(
                    List.of("ann", "eve"),
                    running.alerts().getFirst().getValues().get("User"));
            assertEquals(List.of(List.of("e1", "e2", "e5", "e10", "e11", "e14")), running.evidence());
        }
    }

    @Test
    void whatIsFoundBecauseTimePassedHappensThen() {
        try (Running running = Running.golden("sigma/a-correlation-of-silences")) {
            running.event(0, "Action", "heartbeat", "Host", "a");
            running.event(20, "Action", "heartbeat", "Host", "b");
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
