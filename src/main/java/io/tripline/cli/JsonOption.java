package io.tripline.cli;

import picocli.CommandLine.Option;

/** What every verb takes. */
final class JsonOption {

    @Option(names = "--json", description = "Print data as JSON, one object a line.")
    boolean json;
}
