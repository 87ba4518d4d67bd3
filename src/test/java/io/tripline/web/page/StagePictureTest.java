package io.tripline.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.web.page.StagePicture.Box;
import io.tripline.web.rules.RuleView.Stage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StagePictureTest {

    @Test
    void eventsLeadThroughAStreamToTheAlert() {
        // When
        StagePicture picture = StagePicture.of(List.of(
                stage("Login", "match", List.of(), List.of("logins"), false),
                stage("Many logins", "correlation", List.of("logins"), List.of("logins"), true)));

        // Then
        assertEquals(
                List.of("events events", "stage Login", "stream logins", "stage Many logins", "alert alert"),
                picture.boxes().stream()
                        .map(box -> box.kind() + " " + box.whole())
                        .toList());
        assertEquals(4, picture.lines().size());
        assertEquals("Stages: events, Login, logins, Many logins, alert", picture.label());
        assertTrue(isInside(picture), picture::toString);
        List<Integer> columns = picture.boxes().stream().map(Box::x).toList();
        assertEquals(columns.stream().sorted().distinct().toList(), columns);
    }

    @Test
    void whatStandsBesideEachOtherDoesNotOverlap() {
        // When two lead to one
        StagePicture picture = StagePicture.of(List.of(
                stage("A", "match", List.of(), List.of("s"), false),
                stage("B", "match", List.of(), List.of("s"), false),
                stage("Both", "correlation", List.of("s"), List.of("s"), true)));

        // Then
        assertEquals(
                picture.boxes().size(),
                picture.boxes().stream()
                        .map(box -> List.of(box.x(), box.y()))
                        .distinct()
                        .count());
        assertEquals(6, picture.lines().size());
    }

    @Test
    void manyStagesAndLongNamesStayAPicture() {
        // When
        StagePicture picture = StagePicture.of(IntStream.range(0, 500)
                .mapToObj(i -> stage("x".repeat(1000) + i, "match", List.of(), List.of(), true))
                .toList());

        // Then
        assertTrue(picture.boxes().size() < 30, () -> "" + picture.boxes().size());
        assertTrue(picture.boxes().stream().allMatch(box -> box.text().length() <= 26));
        assertTrue(isInside(picture), picture::toString);
    }

    @Test
    void noStageIsEventsAlone() {
        assertEquals(
                List.of("events"),
                StagePicture.of(List.of()).boxes().stream().map(Box::text).toList());
    }

    private static boolean isInside(StagePicture picture) {
        return picture.boxes().stream()
                .allMatch(box -> box.x() >= 0
                        && box.y() >= 0
                        && box.x() + box.width() < picture.width() + 1
                        && box.base() < picture.height());
    }

    private static Stage stage(String name, String kind, List<String> reads, List<String> writes, boolean raises) {
        return new Stage(name, kind, 1, reads, writes, raises, null, "", null, List.of(), 0);
    }
}
