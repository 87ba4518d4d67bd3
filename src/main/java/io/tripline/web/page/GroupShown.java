package io.tripline.web.page;

import io.tripline.web.alerts.AlertHead;
import io.tripline.web.rules.StreamView;
import java.util.List;

/**
 * A group of a rule, and how near it is to an alert.
 *
 * @param who the group's fields in words; empty where the rule has one group of all
 * @param percent how much of what is asked is there, from 0 to 100
 */
public record GroupShown(StreamView.Group group, String who, int percent, List<String> missing) {

    static GroupShown of(StreamView.Group group) {
        List<String> missing = group.measures().stream()
                .flatMap(measure -> measure.missing().stream())
                .distinct()
                .toList();
        return new GroupShown(
                group,
                AlertHead.inWords(group.group()),
                (int) Math.round(Math.clamp(group.ratio(), 0, 1) * 100),
                missing);
    }
}
