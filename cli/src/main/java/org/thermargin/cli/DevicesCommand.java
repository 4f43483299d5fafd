package org.thermargin.cli;

import org.thermargin.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code thermargin devices}. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        hidden = true,
        header = "Devices of the catalogue with their table rows and sources.")
final class DevicesCommand implements ThermarginCommand {
    @Mixin
    OutputOptions output;

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() throws InputException {
        throw new InputException("command-absent", "", "", "this build has no command devices");
    }
}
