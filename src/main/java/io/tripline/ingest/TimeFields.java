package io.tripline.ingest;

import io.tripline.event.Document;
import io.tripline.event.EventTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where events keep their time: in {@code @timestamp}, in the fields of their format, in fields of the usual names. */
final class TimeFields {

    private static final SourcePath TIMESTAMP = SourcePath.of("@timestamp");

    private static final List<SourcePath> USUAL = SourcePath.all(
            "timestamp",
            "time",
            "date",
            "published",
            "data.date",
            "eventTime",
            "event.created",
            "created_at",
            "ts",
            "_time",
            "datetime",
            "event_time",
            "Timestamp",
            "TimeGenerated",
            "TimeCreated",
            "SystemTime",
            "UtcTime",
            "EventTime");

    private static final SourcePath DAY = SourcePath.of("date");
    private static final SourcePath CLOCK = SourcePath.of("time");

    /** 1601: what was never set is zero on the clocks of Windows and .NET. */
    private static final long EARLIEST = -11_644_473_600_000L;

    private TimeFields() {}

    /** @param own the fields of the event's format, in order */
    static SaidTime read(List<SourcePath> own, Document source) {
        Long time = time(TIMESTAMP, source);
        if (time == null) {
            time = first(own, source);
        }
        if (time == null) {
            time = first(USUAL, source);
        }
        if (time == null) {
            time = dayAndClock(source);
        }
        return time == null ? unreadable(own, source) : new SaidTime.Read(time);
    }

    private static @Nullable Long first(List<SourcePath> paths, Document source) {
        for (SourcePath path : paths) {
            Long time = time(path, source);
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    private static @Nullable Long time(SourcePath path, Document source) {
        Long time = EventTime.parse(path.first(source));
        return time != null && time > EARLIEST ? time : null;
    }

    /** As web servers write them, in two fields. */
    private static @Nullable Long dayAndClock(Document source) {
        return DAY.first(source) instanceof String day && CLOCK.first(source) instanceof String clock
                ? EventTime.parse(day + " " + clock)
                : null;
    }

    private static SaidTime unreadable(List<SourcePath> own, Document source) {
        SaidTime said = unreadable(TIMESTAMP, source);
        for (int i = 0; said == SaidTime.NOTHING && i < own.size(); i++) {
            said = unreadable(own.get(i), source);
        }
        for (int i = 0; said == SaidTime.NOTHING && i < USUAL.size(); i++) {
            // an object of such a name is about something else
            said = USUAL.get(i).first(source) instanceof Map ? said : unreadable(USUAL.get(i), source);
        }
        return said;
    }

    private static SaidTime unreadable(SourcePath path, Document source) {
        Object value = path.first(source);
        boolean says = value instanceof String text ? !text.isBlank() : value instanceof Number || value instanceof Map;
        return value != null && says
                ? new SaidTime.Unreadable(path + " " + EventTime.complaint(value))
                : SaidTime.NOTHING;
    }
}
