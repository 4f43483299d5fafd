package org.thermargin.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.zone.EllipsoidZoneModel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a verdict may rest on, and how many threads come to it. */
final class JudgingOptions {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(names = "--strict", description = "Let the guaranteed interval decide the verdict.")
    boolean strict;

    @Option(
            names = "--accept",
            paramLabel = "NAME",
            description = "Accept an assumption (taint) by name; recorded in every output.")
    Set<String> accepted = new LinkedHashSet<>();

    @Option(
            names = "--extrapolate",
            description = "Allow device zones outside the data of their table. Taints the verdict.")
    boolean extrapolate;

    @Option(
            names = "--power-law",
            description = "Allow the power law of a device outside its table, in the law's range. Taints the verdict.")
    boolean powerLaw;

    @Option(
            names = "--other-organ",
            description = "Allow device tables measured in another organ than liver. Taints the verdict.")
    boolean otherOrgan;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads (default: all processors).")
    int threads = Runtime.getRuntime().availableProcessors();

    void check() {
        if (threads < 1 || threads > 1024) {
            throw new ParameterException(spec.commandLine(), "--threads must be 1 to 1024, was " + threads);
        }
    }

    /** How a case is assessed whose zones vessels cool like that; empty: not at all. */
    CaseAssessor.Options assessment(Optional<CoolingSettings> cooling) {
        return new CaseAssessor.Options(threads, accepted, strict, cooling);
    }

    /** Zones of the devices within what is allowed. */
    EllipsoidZoneModel zones(DeviceCatalogue catalogue) {
        return new EllipsoidZoneModel(catalogue, new EllipsoidZoneModel.Options(extrapolate, powerLaw, otherOrgan));
    }

    /** What is allowed, in words for keys of results. */
    List<String> allowances() {
        return List.of("extrapolate " + extrapolate, "power law " + powerLaw, "other organ " + otherOrgan);
    }
}
