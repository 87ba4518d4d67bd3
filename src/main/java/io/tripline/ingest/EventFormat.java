package io.tripline.ingest;

import io.tripline.event.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the events of one sender: how to recognise them, and where they keep their time, their id and the names
 * that rules ask for. Immutable, any thread.
 *
 * @param name {@code okta}, {@code windows} …
 * @param signs the event is of this format if all terms of one of the lists hold
 * @param wrap the event becomes this field of a new object, with the {@code lift}ed fields beside it; null: it stays as it is
 * @param time fields that can hold the time, in order; {@code @timestamp} always comes first
 * @param id fields that can hold the event's own id, in order
 * @param redelivery fields whose value makes a second event of the same sender the same event; empty: never
 * @param sender which formats share redelivery ids
 * @param view further names of the event's fields; null if there are none
 * @param names those that the view tells of
 * @param inElasticsForm the events have Elastic's names themselves, and the view gives the log's
 */
record EventFormat(
        String name,
        List<List<FieldTerm>> signs,
        @Nullable String wrap,
        List<String> lift,
        List<SourcePath> time,
        List<SourcePath> id,
        List<SourcePath> redelivery,
        String sender,
        @Nullable FieldView view,
        LogNames names,
        boolean inElasticsForm,
        WordTable products,
        WordTable categories,
        WordTable services) {

    EventFormat {
        signs = signs.stream().map(List::copyOf).toList();
        lift = List.copyOf(lift);
        time = List.copyOf(time);
        id = List.copyOf(id);
        redelivery = List.copyOf(redelivery);
    }

    boolean isOf(Document object) {
        for (int i = 0; i < signs.size(); i++) {
            if (!signs.get(i).isEmpty() && allHold(signs.get(i), object)) {
                return true;
            }
        }
        return false;
    }

    /** An event without any of these names at its top level is not of this format. */
    List<String> firstNames() {
        return signs.stream()
                .filter(terms -> !terms.isEmpty())
                .flatMap(terms -> terms.getFirst().field().tops().stream())
                .toList();
    }

    private static boolean allHold(List<FieldTerm> terms, Document object) {
        for (int i = 0; i < terms.size(); i++) {
            if (!terms.get(i).holds(object)) {
                return false;
            }
        }
        return true;
    }

    /** The event in the shape that rules are written for. */
    Document shaped(Document event) {
        if (wrap == null) {
            return event;
        }
        Map<String, Object> object = event.source();
        Map<String, Object> outer = new LinkedHashMap<>();
        for (String field : lift) {
            Object value = object.get(field);
            if (value != null) {
                outer.put(field, value);
            }
        }
        outer.put(wrap, object);
        return Document.of(outer);
    }
}
