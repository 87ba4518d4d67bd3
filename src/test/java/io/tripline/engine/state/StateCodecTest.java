package io.tripline.engine.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.alert.Evidence;
import io.tripline.alert.Finding;
import io.tripline.engine.state.EngineTimes.LogTime;
import io.tripline.engine.state.GroupStanding.Behind;
import io.tripline.engine.state.GroupStanding.Recheck;
import io.tripline.engine.state.GroupStanding.Silence;
import io.tripline.event.Event;
import io.tripline.event.FurtherNames;
import io.tripline.event.Key;
import io.tripline.event.Match;
import io.tripline.event.Origin;
import io.tripline.event.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written comes back equal; what is damaged is said, and costs no more than its bytes. */
class StateCodecTest {

    private static final Key ALICE = new Key(List.of("user", "host"), Arrays.asList("alice", null));

    /** {@code -Dgolden.update} writes the files of the version that is written now. */
    private static final Path KEPT = Path.of("src/test/resources/state");

    @Test
    void everyScalarComesBackAsItWas() throws IOException {
        // Given
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", "ä\u0000\ud83d\ude00");
        fields.put("half a pair", "\ud83d and \udc00");
        fields.put("empty", "");
        fields.put("long text", "x".repeat(100_000));
        fields.put("true", true);
        fields.put("false", false);
        fields.put("integer", -7);
        fields.put("long", Long.MIN_VALUE);
        fields.put("double", -0.0);
        fields.put("nan", Double.NaN);
        fields.put("float", 1.5f);
        fields.put("decimal", new BigDecimal("-1.50"));
        fields.put("exponent", new BigDecimal("1E+30"));
        fields.put("big", BigInteger.TWO.pow(200));
        fields.put("list", List.of("a", 1, 2L, new BigDecimal("3.0")));
        fields.put("keys", List.of(ALICE));

        // When
        Match read = StateCodec.match(StateCodec.bytes(match("e1", 5, fields, List.of())));

        // Then
        assertEquals(StateText.value(fields), StateText.value(read.getFields()));
    }

    @Test
    void whatIsBehindAFoundMatchComesBackAndIsOneWhereItWasOne() throws IOException {
        // Given
        Match behind = match("e1", 1, Map.of("a", "b"), List.of());
        Match one = match("e2", 2, Map.of(), List.of(behind));
        Match other = match("e3", 3, Map.of(), List.of(behind));

        // When
        HeldGroup read = read(state(List.of(fact(one), fact(other))))
                .files()
                .getFirst()
                .levels()
                .getFirst()
                .groups()
                .getFirst();

        // Then
        Match first = (Match) Objects.requireNonNull(read.facts().getFirst().fact());
        Match second = (Match) Objects.requireNonNull(read.facts().getLast().fact());
        assertEquals(StateText.of(one), StateText.of(first));
        assertSame(first.because().getFirst(), second.because().getFirst());
    }

    @Test
    void alertsComeBackWithTheirEvents() throws IOException {
        for (Alert alert : List.of(alert(), alert().comingLate())) {
            assertEquals(StateText.value(alert), StateText.value(StateCodec.alert(StateCodec.bytes(alert))));
        }
    }

    @Test
    void aStateComesBackWhole() throws IOException {
        assertEquals(StateText.of(sample()), StateText.of(read(sample())));
    }

    @Test
    void changesComeBackInTheirOrder() throws IOException {
        // Given
        HeldGroup group =
                sample().files().getFirst().levels().getFirst().groups().getFirst();
        GroupName name = new GroupName("a.drl", 0, ALICE);
        List<StateChange> changes = List.of(
                new StateChange.FileRuns(
                        new FileState("a.drl", "hash", new StreamSources(Map.of()), List.of()), Map.of()),
                new StateChange.FileRuns(
                        new FileState("a.drl", "hash", new StreamSources(Map.of()), List.of()), Map.of(1, 0)),
                new StateChange.FileGone("b.drl"),
                new StateChange.Added(name, group.facts().getFirst()),
                new StateChange.Removed(name, group.facts().getFirst()),
                new StateChange.Reduced(
                        name, group.facts().getFirst(), group.facts().getLast()),
                new StateChange.Forgotten(name, 7),
                new StateChange.Stands(name, group.standing()),
                new StateChange.Over(name),
                new StateChange.Waits(sample().held().getFirst()),
                new StateChange.Released(sample().held().getFirst()),
                new StateChange.Passed(sample().times()),
                new StateChange.RewriteBegins(sample().held()),
                new StateChange.Whole(name, group),
                new StateChange.RewriteEnds());

        // When
        List<StateChange> read = StateCodec.changes(StateCodec.bytes(changes));

        // Then
        assertArrayEquals(StateCodec.bytes(changes), StateCodec.bytes(read));
        assertEquals(
                changes.stream().map(Object::getClass).toList(),
                read.stream().map(Object::getClass).toList());
    }

    @Test
    void theSameStateGivesTheSameBytes() throws IOException {
        assertArrayEquals(bytes(sample()), bytes(read(sample())));
    }

    @Test
    void filesOfEveryVersionAreRead() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(KEPT);
            Files.write(KEPT.resolve("version-" + StateCodec.VERSION + ".bin"), bytes(sample()));
            Files.writeString(KEPT.resolve("version-" + StateCodec.VERSION + ".txt"), StateText.of(sample()));
        }
        for (int version = 1; version <= StateCodec.VERSION; version++) {
            try (InputStream in = Files.newInputStream(KEPT.resolve("version-" + version + ".bin"))) {
                assertEquals(
                        Files.readString(KEPT.resolve("version-" + version + ".txt")),
                        StateText.of(StateCodec.read(in)),
                        "version " + version);
            }
        }
    }

    @Test
    void whatIsCutOffAnywhereIsSaidToBeDamaged() throws IOException {
        byte[] whole = bytes(sample());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(DamagedState.class, () -> StateCodec.read(new ByteArrayInputStream(cut)), length + " bytes");
        }
    }

    @Test
    void everyDamagedBitIsFound() throws IOException {
        byte[] whole = bytes(sample());
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(DamagedState.class, () -> StateCodec.read(new ByteArrayInputStream(damaged)), "bit " + bit);
        }
    }

    @Test
    void bytesThatMeanHarmButHaveARightChecksumAreRefusedAndTakeNoMemory() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] hostile = new byte[random.nextInt(60)];
            random.nextBytes(hostile);
            if (random.nextBoolean()) {
                Arrays.fill(hostile, (byte) random.nextInt(256));
            }
            byte[] block = inBlock('S', hostile);
            try {
                StateCodec.read(new ByteArrayInputStream(block));
            } catch (DamagedState damaged) {
                assertTrue(String.valueOf(damaged.getMessage()).contains("state"), damaged.getMessage());
            }
        }
    }

    @Test
    void valuesInEachOtherWithoutEndAreRefused() throws IOException {
        // Given: a match with a field that is a list of a list of a list …
        ByteArrayOutputStream inside = new ByteArrayOutputStream();
        inside.writeBytes(new byte[] {0, 4, 0, 0, 0, 0, 1, 1, 1, 1, 1});
        for (int i = 0; i < 60_000; i++) {
            inside.write(Tag.LIST);
            inside.write(1);
        }

        // When, Then
        assertThrows(DamagedState.class, () -> StateCodec.match(inBlock('M', inside.toByteArray())));
    }

    @Test
    void aLaterVersionIsRefusedByItsNumber() throws IOException {
        // Given
        byte[] later = bytes(sample());
        later[2] = 99;

        // When
        DamagedState refused = assertThrows(DamagedState.class, () -> StateCodec.read(new ByteArrayInputStream(later)));

        // Then
        assertTrue(String.valueOf(refused.getMessage()).contains("version 99"), refused.getMessage());
    }

    @Test
    void thousandsOfMatchesTakeFewBytes() throws IOException {
        // Given
        List<HeldFact> facts = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            facts.add(fact(match("event-" + i, 1_767_225_600_000L + i, Map.of("user", "alice"), List.of())));
        }

        // When
        int size = bytes(state(facts)).length;

        // Then
        assertTrue(size < 10_000 * 40, size + " bytes");
    }

    private static byte[] inBlock(int kind, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {'T', 'L', StateCodec.VERSION, (byte) kind});
        BlockOutput out = new BlockOutput(bytes);
        out.write(content);
        out.end();
        return bytes.toByteArray();
    }

    private static byte[] bytes(EngineState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateCodec.write(state, bytes);
        return bytes.toByteArray();
    }

    private static EngineState read(EngineState state) throws IOException {
        return StateCodec.read(new ByteArrayInputStream(bytes(state)));
    }

    private static Match match(String id, long time, Map<String, Object> fields, List<Match> because) {
        return Match.kept(ALICE, "r", Stage.step(2, true), id, time, 9, fields, because, "okta/");
    }

    private static HeldFact fact(Match match) {
        return new HeldFact("s", match.getTimestamp(), match.getArrival(), false, match);
    }

    private static Alert alert() {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("nothing", null);
        whole.put("nested", Map.of("list", Arrays.asList("x", null, Map.of("y", 1))));
        return new Alert(
                "id",
                new Alert.RuleInfo("rule", "Title", null, "a.drl", List.of("b", "a")),
                5,
                "reason",
                new Alert.Window(1, 5),
                new Finding(ALICE, List.of(new Evidence("e1", 1, whole)), 3, Map.of("count", 11L)));
    }

    private static EngineState state(List<HeldFact> facts) {
        GroupStanding standing = new GroupStanding(
                Set.of("okta/", "auth0/"),
                7,
                List.of(new Behind(8, 9)),
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                3,
                Long.MAX_VALUE,
                12,
                true,
                false,
                List.of(new Recheck(1, 2, 3, true, false)),
                Long.MIN_VALUE,
                List.of(new Silence("s", "Alert", 4)));
        HeldEvent held = new HeldEvent(
                "e9",
                9,
                "okta/",
                List.of(new HeldEvent.Writing("s", match("e9", 9, Map.of(), List.of()))),
                event(Map.of("a", Map.of("b", 1))));
        return new EngineState(
                new EngineTimes(1, 2, 3, 4, 5, 6, 7, Map.of("okta/", new LogTime(1, Long.MIN_VALUE, 3, 4))),
                List.of(held),
                List.of(new FileState(
                        "a.drl",
                        "hash",
                        new StreamSources(Map.of(
                                "s", new StreamSources.Source(Set.of("x", "y"), Set.of("t")),
                                "t", new StreamSources.Source(null, Set.of()))),
                        List.of(
                                new HeldLevel(Long.MIN_VALUE, List.of(new HeldGroup(ALICE, standing, facts))),
                                new HeldLevel(6, List.of())))));
    }

    private static Event event(Map<String, Object> source) {
        return Event.of(
                "e9",
                9,
                new Origin(
                        Set.of("okta"),
                        Set.of(),
                        Set.of(),
                        new Origin.Vocabulary(Set.of("okta", "auth0"), Set.of(), Set.of("x"))),
                source,
                FurtherNames.NONE);
    }

    private static EngineState sample() {
        Match behind = match("e1", 1, Map.of("number", new BigDecimal("1.50")), List.of());
        List<HeldFact> facts = new ArrayList<>();
        facts.add(new HeldFact("s", 1, 1, false, null));
        facts.add(fact(behind));
        facts.add(fact(match("e2", 2, Map.of("a", List.of("b", true)), List.of(behind))));
        for (Stage stage :
                List.of(Stage.steps(3, 7, true), Stage.absent(0), Stage.absent(4), Stage.UNTIL, Stage.NONE)) {
            facts.add(fact(Match.kept(ALICE, "", stage, "e3", 3, 9, Map.of(), List.of(), "okta/")));
        }
        facts.add(new HeldFact("s", 5, -1, true, alert()));
        facts.add(new HeldFact("", 9, Long.MAX_VALUE, false, event(Map.of("kind", "x"))));
        return state(facts);
    }
}
