package org.thermargin.cli;

import picocli.CommandLine.Option;

/** How a command answers. */
final class OutputOptions {
    @Option(names = "--json", description = "Print one JSON document to standard output and nothing else there.")
    boolean json;

    @Option(names = "--debug", description = "Print the stack trace of an internal error.")
    boolean debug;
}
