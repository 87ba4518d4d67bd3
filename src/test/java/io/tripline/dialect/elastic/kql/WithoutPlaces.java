package io.tripline.dialect.elastic.kql;

import io.tripline.dialect.elastic.kql.Kql.Values;
import io.tripline.dialect.elastic.query.Span;

/** A tree as if nobody had written it, so that trees of different texts can be compared. */
final class WithoutPlaces {

    private WithoutPlaces() {}

    static Kql of(Kql query) {
        return switch (query) {
            case Kql.Everything e -> new Kql.Everything(Span.NONE);
            case Kql.Or or ->
                new Kql.Or(or.parts().stream().map(WithoutPlaces::of).toList(), Span.NONE);
            case Kql.And and ->
                new Kql.And(and.parts().stream().map(WithoutPlaces::of).toList(), Span.NONE);
            case Kql.Not not -> new Kql.Not(of(not.part()), Span.NONE);
            case Kql.Nested nested -> new Kql.Nested(of(nested.field()), of(nested.query()), Span.NONE);
            case Kql.Range range -> new Kql.Range(of(range.field()), range.operator(), of(range.value()), Span.NONE);
            case Kql.FieldValues test -> new Kql.FieldValues(of(test.field()), of(test.values()), Span.NONE);
            case Kql.FreeText text -> new Kql.FreeText(of(text.value()), Span.NONE);
        };
    }

    private static Values of(Values values) {
        return switch (values) {
            case Values.One one -> new Values.One(of(one.value()));
            case Values.AnyOf any ->
                new Values.AnyOf(any.parts().stream().map(WithoutPlaces::of).toList(), Span.NONE);
            case Values.AllOf all ->
                new Values.AllOf(all.parts().stream().map(WithoutPlaces::of).toList(), Span.NONE);
            case Values.NoneOf none -> new Values.NoneOf(of(none.part()), Span.NONE);
        };
    }

    private static KqlLiteral of(KqlLiteral literal) {
        return switch (literal) {
            case KqlLiteral.Quoted quoted -> new KqlLiteral.Quoted(quoted.text(), Span.NONE);
            case KqlLiteral.Unquoted unquoted -> new KqlLiteral.Unquoted(unquoted.text(), Span.NONE);
            case KqlLiteral.Wildcard wildcard -> new KqlLiteral.Wildcard(wildcard.parts(), Span.NONE);
            case KqlLiteral.Bool bool -> new KqlLiteral.Bool(bool.value(), Span.NONE);
            case KqlLiteral.Null n -> new KqlLiteral.Null(Span.NONE);
        };
    }
}
