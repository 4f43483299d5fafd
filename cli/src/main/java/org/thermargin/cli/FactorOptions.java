package org.thermargin.cli;

import org.thermargin.InputException;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneFactors;
import picocli.CommandLine.Option;

/** How tabled zones are taken; what is given here replaces all factors of the case. */
final class FactorOptions {
    @Option(
            names = "--in-vivo-short",
            paramLabel = "FACTOR",
            description = "Factor on the zone's diameter from the state of its table to the perfused liver.")
    Double inVivoShort;

    @Option(
            names = "--in-vivo-long",
            paramLabel = "FACTOR",
            description = "The same for the zone's length and its reach beyond the tip.")
    Double inVivoLong;

    @Option(
            names = "--shrinkage",
            paramLabel = "SHARE",
            description = "Linear shrinkage (0 to 0.5) behind the tabled axes; the zone is taken as before it.")
    Double shrinkage;

    /** The case with these factors on every applicator, or as it is when none is given. */
    CaseFile applied(CaseFile given) throws InputException {
        if (inVivoShort == null && inVivoLong == null && shrinkage == null) {
            return given;
        }
        if (given.applicators().isEmpty()) {
            throw refused("--in-vivo-short, --in-vivo-long and --shrinkage need a case with applicators, it has none");
        }
        ZoneFactors factors;
        try {
            factors = new ZoneFactors(
                    inVivoShort == null ? 1 : inVivoShort,
                    inVivoLong == null ? 1 : inVivoLong,
                    shrinkage == null ? 0 : shrinkage);
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
        return given.with((ApplicatorPlacement placement) -> placement.with(factors));
    }

    private static InputException refused(String text) {
        return new InputException("zone-factors", "H24", "", text);
    }
}
