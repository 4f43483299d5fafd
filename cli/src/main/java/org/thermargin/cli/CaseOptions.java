package org.thermargin.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.assess.ContractedMargin;
import org.thermargin.assess.OpenCase;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.io.casefile.SceneBuilder;
import org.thermargin.io.casefile.VolumeEntry;
import org.thermargin.io.casefile.VolumeRole;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.plan.CaseAdvice;
import org.thermargin.plan.CorrectionSearch;
import org.thermargin.report.ImageBackdrop;
import org.thermargin.scene.Scene;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a case is and how it is judged: everything that its numbers depend on. */
final class CaseOptions {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Mixin
    VolumeOptions volumes;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    CriteriaOptions criteria;

    @Mixin
    RegistrationOptions registration;

    @Mixin
    TransformOptions transform;

    @Mixin
    JudgingOptions judging;

    @Mixin
    DeviceOptions devices;

    @Mixin
    FactorOptions factors;

    @Mixin
    HeatSinkOptions heatSink;

    @Mixin
    ReadingOptions reading;

    /**
     * A case ready to be judged.
     *
     * @param stated the case with what the options add
     */
    record Opened(CaseFile stated, CaseAssessor assessor, OpenCase open, DeviceCatalogue catalogue) {}

    /** Refuses what no case is, before anything is read. */
    void check(Path casePath) {
        if (casePath == null && volumes.mapped.isEmpty() && (volumes.lesions.isEmpty() || volumes.zones.isEmpty())) {
            throw bad("give a CASE, or --lesion FILE and --zone FILE");
        }
        if (casePath != null && volumes.given()) {
            throw bad("give a CASE or its volumes (--lesion, --zone, --liver, --vessels, --structure), not both");
        }
        judging.check();
        registration.check();
        transform.check();
    }

    /** The case of the path, or of the volumes given where it is null, with what the options state in place of it. */
    CaseFile stated(Path casePath) throws InputException {
        CaseFile given = casePath == null ? volumes.caseFile() : CaseFileReader.readAny(casePath);
        CaseFile stated = factors.applied(registration.applied(transform.applied(given)));
        return stated.withHeatSink(heatSink.over(stated.heatSink()));
    }

    /** Reads and assesses the case. */
    Opened open(CaseFile stated) throws InputException {
        DeviceCatalogue catalogue = devices.catalogue();
        Scene scene = new SceneBuilder(reading.readOptions(), judging.threads).build(stated.with(devices.inputs()));
        CaseAssessor assessor = new CaseAssessor(judging.assessment(stated.heatSink()), judging.zones(catalogue));
        OpenCase open = assessor.open(scene, heatSink.over(CriteriaOptions.of(criteria, stated.criteria())));
        return new Opened(stated, assessor, open, catalogue);
    }

    /** What stands beside the assessment; corrections only where they are wanted. */
    CaseAdvice advice(Opened opened, boolean corrections) throws InputException {
        OpenCase open = opened.open();
        return new CaseAdvice(
                corrections ? new CorrectionSearch(opened.catalogue()).of(open) : List.of(),
                CaseDifferences.of(open.scene(), open.assessment()),
                ContractedMargin.of(open, opened.stated().contractions(), judging.threads));
    }

    /** The first image of the case, for pictures. */
    Optional<ImageBackdrop> backdrop(CaseFile stated) throws InputException {
        for (VolumeEntry volume : stated.volumes()) {
            if (volume.role().equals(Optional.of(VolumeRole.IMAGE))) {
                return VolumeFiles.readScalars(volume.path(), reading.readOptions())
                        .scalars()
                        .map(ImageBackdrop::of);
            }
        }
        return Optional.empty();
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
