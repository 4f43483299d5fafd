package org.thermargin.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.device.Device;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.device.Modality;
import org.thermargin.report.DevicesJson;
import org.thermargin.report.DevicesText;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code thermargin devices}: the zone tables and where they come from. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        header = "Devices of the catalogue with their zone tables and sources.",
        footer = {
            "",
            "  thermargin devices emprint",
            "  thermargin devices --modality RFA --tissue-state \"ex vivo\" --usable",
        })
final class DevicesCommand implements ThermarginCommand {
    private final Console console;

    @Spec
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Show one device or row with its source.")
    String id;

    @Option(
            names = "--modality",
            paramLabel = "RFA|MWA",
            converter = ModalityConverter.class,
            description = "Only devices that heat so.")
    Modality modality;

    @Option(
            names = "--tissue-state",
            paramLabel = "STATE",
            description = "Only tables of this state: ex vivo, in vivo, human, not stated.")
    String tissueState;

    @Option(names = "--organ", paramLabel = "ORGAN", description = "Only tables of this organ, or 'not stated'.")
    String organ;

    @Option(names = "--usable", description = "Only devices that zones can be made from.")
    boolean usable;

    @Option(names = "--text", paramLabel = "TEXT", description = "Only devices whose id, name or source has this text.")
    String text;

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

    /** A modality in letters of either case. */
    static final class ModalityConverter implements ITypeConverter<Modality> {
        @Override
        public Modality convert(String value) {
            for (Modality modality : Modality.values()) {
                if (modality.name().equalsIgnoreCase(value)) {
                    return modality;
                }
            }
            throw new TypeConversionException("must be RFA or MWA, was " + value);
        }
    }

    @Override
    public Integer call() throws InputException {
        if (tissueState != null && !Device.TISSUE_STATES.contains(tissueState.toLowerCase(Locale.ROOT))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--tissue-state must be one of " + String.join(", ", Device.TISSUE_STATES) + "; was "
                            + tissueState);
        }
        DeviceCatalogue catalogue = devices.catalogue();
        if (id == null) {
            List<Device> shown =
                    catalogue.devices().stream().filter(this::wanted).toList();
            console.out().print(output.json ? DevicesJson.of(shown) : DevicesText.list(shown));
            return ExitCode.OK;
        }
        Optional<Device> owner = catalogue.ofRow(id);
        boolean isDevice =
                catalogue.devices().stream().anyMatch(device -> device.id().equals(id));
        Device device = !isDevice && owner.isPresent() ? owner.get() : catalogue.device(id);
        if (output.json) {
            console.out().print(DevicesJson.of(List.of(isDevice ? device : device.onlyRow(id))));
        } else {
            console.out().print(isDevice ? DevicesText.of(device) : DevicesText.row(device, id));
        }
        return ExitCode.OK;
    }

    private boolean wanted(Device device) {
        return (modality == null || device.modality() == modality)
                && (tissueState == null || device.tissueState().equalsIgnoreCase(tissueState))
                && (organ == null || device.organ().equalsIgnoreCase(organ))
                && (!usable || device.isUsable())
                && (text == null || searched(device).contains(text.toLowerCase(Locale.ROOT)));
    }

    private static String searched(Device device) {
        return String.join(
                        " ",
                        device.id(),
                        device.name(),
                        device.citation(),
                        device.read(),
                        device.species().orElse(""))
                .toLowerCase(Locale.ROOT);
    }
}
