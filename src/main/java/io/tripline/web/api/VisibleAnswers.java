package io.tripline.web.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.tripline.alert.sink.InvisibleEscapes;
import jakarta.inject.Singleton;

/** Answers are read on terminals, too: what rules and events hold steers none. */
@Singleton
final class VisibleAnswers implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory().setCharacterEscapes(new InvisibleEscapes());
    }
}
