package io.tripline.web.page;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import io.tripline.problem.Visible;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a text of strangers comes into a view: what HTML would read as its own is escaped, what nobody would see, or would turn the
 * direction of writing, is shown as in {@link Visible}. Lines stay lines. Any thread.
 */
@Singleton
final class VisibleText implements ResultMapper {

    private static final Pattern LINE_END = Pattern.compile("\\r?\\n");

    private final HtmlEscaper html = new HtmlEscaper(List.of("text/html"));

    void with(@Observes EngineBuilder engine) {
        engine.addResultMapper(this);
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        return html.appliesTo(origin, result);
    }

    @Override
    public String map(Object result, Expression expression) {
        return html.map(lines(result.toString()), expression);
    }

    private static String lines(String text) {
        return text.indexOf('\n') < 0
                ? Visible.of(text)
                : LINE_END.splitAsStream(text).map(Visible::of).collect(Collectors.joining("\n"));
    }
}
