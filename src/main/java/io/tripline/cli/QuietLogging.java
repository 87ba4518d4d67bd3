package io.tripline.cli;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/**
 * Logging of the verbs that do not boot Quarkus. Left alone, the log manager would keep every record of every level for a
 * handler that never comes.
 */
final class QuietLogging {

    private QuietLogging() {}

    /** Warnings to stderr, nothing else; before any other class logs. */
    static void start() {
        Logger root = LogContext.getLogContext().getLogger("");
        ConsoleHandler handler =
                new ConsoleHandler(ConsoleHandler.Target.SYSTEM_ERR, new PatternFormatter("%p %c: %s%e%n"));
        handler.setLevel(Level.WARN);
        root.setHandlers(new java.util.logging.Handler[] {handler});
        root.setLevel(Level.WARN);
    }
}
