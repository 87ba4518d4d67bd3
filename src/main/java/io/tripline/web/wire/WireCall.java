package io.tripline.web.wire;

import io.tripline.web.door.Answer;
import io.tripline.web.door.Receiver;
import io.tripline.web.door.Refused;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request at an address of a wire format. Immutable.
 *
 * @param pathSecret what stands before the address for who can send no header; null: nothing
 * @param greeting null: it brings events
 */
record WireCall(
        WireFormat wire,
        WireRequest request,
        @Nullable String pathSecret,
        @Nullable Answer greeting) implements Receiver {

    @Override
    public String format() {
        return wire.name();
    }

    @Override
    public boolean takesBody() {
        return greeting == null;
    }

    @Override
    public boolean needsNoToken() {
        return wire.isSigned() || wire.isOpen(request);
    }

    @Override
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>(wire.secrets(request));
        if (pathSecret != null) {
            secrets.add(pathSecret);
        }
        return secrets;
    }

    @Override
    public Answer refusal(Refused refused) {
        // 408 is for browsers: other senders take any 4xx for something that they did wrong, and drop what they have
        return wire.refusal(request, refused.status() == 408 ? Refused.busy(refused.detail()) : refused);
    }
}
