package org.thermargin.cli;

import java.util.List;
import org.thermargin.InputException;
import org.thermargin.device.Device;
import org.thermargin.report.DevicesJson;
import org.thermargin.report.DevicesText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code thermargin devices}: the zone tables and where they come from. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        header = "Devices of the catalogue with their zone tables and sources.")
final class DevicesCommand implements ThermarginCommand {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Show one device with every row and its source.")
    String id;

    @Mixin
    DeviceOptions devices;

    @Mixin
    OutputOptions output;

    DevicesCommand(Console console) {
        this.console = console;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() throws InputException {
        List<Device> shown = id == null
                ? devices.catalogue().devices()
                : List.of(devices.catalogue().device(id));
        if (output.json) {
            console.out().print(DevicesJson.of(shown));
        } else {
            console.out().print(id == null ? DevicesText.list(shown) : DevicesText.of(shown.get(0)));
        }
        return ExitCode.OK;
    }
}
