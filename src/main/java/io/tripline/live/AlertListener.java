package io.tripline.live;

import io.tripline.store.Store;
import java.util.concurrent.CompletionStage;

/** Somebody who wants alerts as they come: one connection. */
public interface AlertListener {

    /** Sends one alert. The stage completes when it is on its way, so that the next one is sent at the listener's own pace. */
    CompletionStage<?> send(Store.Numbered alert);

    /** Sends a remark for a person; nothing for a program. */
    CompletionStage<?> remark(String text);

    /** The address of the machine at the other end. */
    String address();

    /** Whether nobody listens any more. */
    boolean isGone();

    /** Ends the connection at once, without waiting for what is still to be sent. */
    void cutOff();
}
