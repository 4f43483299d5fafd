package org.thermargin.cli;

import org.thermargin.io.casefile.CaseFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say how the images of lesion and zone belong together. */
final class RegistrationOptions {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--different-images",
            description = "Lesion and zone come from different images (needs a bound on the registration error).")
    boolean differentImages;

    @Option(
            names = "--registration-error-mm",
            paramLabel = "MM",
            converter = MillimetreConverter.class,
            description = "Bound (not mean) of the registration error between the images.")
    Double registrationErrorMm;

    /** Refuses a bound that no registration has. */
    void check() {
        if (registrationErrorMm != null && registrationErrorMm > 100) {
            throw new ParameterException(
                    spec.commandLine(), "--registration-error-mm must be 0 to 100 mm, was " + registrationErrorMm);
        }
    }

    /** The case with what is stated here. */
    CaseFile applied(CaseFile given) {
        CaseFile bounded = registrationErrorMm == null ? given : given.withRegistrationErrorMm(registrationErrorMm);
        return differentImages ? bounded.registered(bounded.registrationErrorMm(), bounded.registration()) : bounded;
    }
}
