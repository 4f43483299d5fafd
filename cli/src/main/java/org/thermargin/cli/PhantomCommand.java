package org.thermargin.cli;

import org.thermargin.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code thermargin phantom}. */
@Command(
        name = "phantom",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        hidden = true,
        header = "Writes cases whose margin is known on paper.")
final class PhantomCommand implements ThermarginCommand {
    @Mixin
    OutputOptions output;

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() throws InputException {
        throw new InputException("command-absent", "", "", "this build has no command phantom");
    }
}
