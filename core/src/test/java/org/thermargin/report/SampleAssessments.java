package org.thermargin.report;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CoolingEffect;
import org.thermargin.assess.HeatSinkRisk;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ModelInterval;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.QamNumbers;
import org.thermargin.assess.RegistrationUse;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.CooledZone;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.placement.NeedleCheck;
import org.thermargin.registration.LandmarkFit;
import org.thermargin.registration.LandmarkPair;
import org.thermargin.registration.TargetError;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ScanRegistration;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneFactors;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.AblationZone;

/** Assessments with every field known, or with none that may be unknown; numbers are chosen, not computed. */
final class SampleAssessments {
    static final VoxelGrid GRID = VoxelGrid.axisAligned(44, 44, 44, 1, 1, 1, new Point3(-22, -22, 978));
    static final Software SOFTWARE = new Software("0.1.0", Optional.of("abc1234"), "17.0.1");
    private static final MarginResult MEASURED = new MarginAnalyzer(1)
            .analyze(new MarginQuery(ball(6), new ZoneRegion.Sampled(ball(12)), Optional.empty(), 0));

    private static final ApplicatorPlacement PLACEMENT = ApplicatorPlacement.once(
            "A1",
            new Point3(-142, 0, 1000),
            new Point3(0, 0, 1000),
            "emprint",
            new Application(2, OptionalDouble.of(100), 300, OptionalDouble.of(7), new ZoneFactors(0.75, 0.875, 0.125)));

    private SampleAssessments() {}

    /** Ball around LPS (0, 0, 1000). */
    static BinaryMask ball(double radiusMm) {
        BinaryMask mask = new BinaryMask(GRID);
        for (int k = 0; k < GRID.nz(); k++) {
            for (int j = 0; j < GRID.ny(); j++) {
                for (int i = 0; i < GRID.nx(); i++) {
                    if (GRID.toWorld(i, j, k).distanceMm(new Point3(0, 0, 1000)) <= radiusMm) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    /** The record with some components replaced, by name. */
    static <R extends Record> R with(R record, Map<String, Object> changes) {
        try {
            List<Class<?>> types = new ArrayList<>();
            List<Object> values = new ArrayList<>();
            int changed = 0;
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                types.add(component.getType());
                boolean replaced = changes.containsKey(component.getName());
                changed += replaced ? 1 : 0;
                values.add(
                        replaced
                                ? changes.get(component.getName())
                                : component.getAccessor().invoke(record));
            }
            if (changed != changes.size()) {
                throw new IllegalArgumentException("no such components: " + changes.keySet());
            }
            @SuppressWarnings("unchecked")
            Constructor<R> constructor =
                    (Constructor<R>) record.getClass().getDeclaredConstructor(types.toArray(new Class<?>[0]));
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static MarginResult margin() {
        return with(
                MEASURED,
                Map.of(
                        "mamMm", 6.024,
                        "reference", MarginResult.Reference.ORGAN_TISSUE,
                        "lowerMm", 4.9999,
                        "upperMm", 6.4301,
                        "guaranteedLowerMm", 4.2,
                        "guaranteedUpperMm", 7.125,
                        "components", List.of(new MarginResult.Component("voxels_calibrated_99", 0.41)),
                        "rawMm", 1.2,
                        "excludedMm", OptionalDouble.of(6.5),
                        "excludedAreaFraction", OptionalDouble.of(0.12)));
    }

    private static MarginResult complete() {
        return with(
                margin(),
                Map.of(
                        "witness",
                        new MarginResult.Witness(
                                new Point3(12.34, -40.05, 1002.4), new Point3(16.1, -44.7, 1002.4), Direction3.LEFT),
                        "findings",
                        List.of(Finding.of("lesion-thin", "H18", "the lesion spans only 2 voxel layers"))));
    }

    static ZoneNumbers numbers() {
        return new ZoneNumbers(
                complete(),
                "left posterior",
                Optional.of("portal vein, 2.1 mm"),
                List.of(
                        new ZoneNumbers.SurfaceBand(OptionalDouble.empty(), OptionalDouble.of(0), 0.0001),
                        new ZoneNumbers.SurfaceBand(OptionalDouble.of(0), OptionalDouble.of(5), 0.0499),
                        new ZoneNumbers.SurfaceBand(OptionalDouble.of(5), OptionalDouble.of(10), 0.85),
                        new ZoneNumbers.SurfaceBand(OptionalDouble.of(10), OptionalDouble.empty(), 0.1)),
                new ZoneNumbers.FractionInterval(0.95, 0.9, 0.9991),
                new ZoneNumbers.Quantiles(5.1, 6, 7.25, 8, 9.75),
                0.99996,
                0.0031,
                List.of(new ZoneNumbers.ResidualIsland(0.0031, new Point3(1, 2, 1003))),
                List.of(new ZoneNumbers.ShellCoverage(1, 1), new ZoneNumbers.ShellCoverage(10, 0.5)),
                true,
                OptionalDouble.of(5),
                OptionalDouble.of(7),
                0.021,
                List.of(new ZoneNumbers.VesselDistance(
                        "portal",
                        VesselKind.PORTAL,
                        OptionalDouble.of(7.125),
                        OptionalDouble.of(0.61),
                        2.1,
                        0,
                        OptionalDouble.of(14.25),
                        212.5,
                        0,
                        HeatSinkRisk.HIGH,
                        OptionalDouble.of(6.5))),
                List.of(new ZoneNumbers.StructureDistance("gallbladder", 3.75, 0, "near", 5, "customary, unverified")),
                List.of(new ZoneNumbers.ApplicatorCheck(
                        PLACEMENT,
                        List.of(new NeedleCheck(
                                "vessel-clearance",
                                "portal",
                                OptionalDouble.of(1.25),
                                "mm",
                                OptionalDouble.of(2),
                                NeedleCheck.Status.FAIL,
                                "passes portal at 1.2 mm (at least 2 mm)",
                                "customary, unverified")))),
                Optional.of(new QamNumbers(312, 4.12, 5, 6.1, 7, 9.9, 0, 0.25, 0.75)),
                ball(6),
                new ZoneRegion.Sampled(ball(12)));
    }

    static ZoneAssessment zone() {
        return new ZoneAssessment(
                ZoneSource.OBSERVED,
                "imported-mask",
                "as drawn on the image after ablation",
                List.of("row-7"),
                7.24,
                true,
                Outcome.INDETERMINATE,
                Outcome.COMPLETE,
                Outcome.INDETERMINATE,
                List.of(Outcome.INSUFFICIENT, Outcome.COMPLETE),
                Outcome.INDETERMINATE,
                "lower 4.9999 mm is below the target of 5 mm and upper 6.4301 mm is not",
                List.of("assume-mm"),
                List.of("xform-q"),
                Optional.of(numbers()),
                List.of(Finding.of("no-vessels", "H25", "no vessel mask was given")),
                Optional.of(cooling()),
                Optional.of(new ModelInterval(3.25, 8.5, 2)));
    }

    private static CoolingEffect cooling() {
        return new CoolingEffect(
                "isothermal",
                1.25,
                List.of(new CooledZone.VesselLoss("portal", 1.25)),
                OptionalDouble.of(1.5),
                Optional.of("portal"),
                Outcome.COMPLETE,
                OptionalDouble.of(7.1),
                8.49,
                new ZoneRegion.Sampled(ball(13)),
                new CoolingEffect.View(cooled(), List.of(), List.of()),
                true);
    }

    private static CooledZone cooled() {
        Ellipsoid shape = Ellipsoid.ofRevolution(new Point3(0, 0, 1000), Direction3.SUPERIOR, 13, 13);
        AblationZone zone = new AblationZone(
                shape, shape.bounds(), shape.volumeMm3() / 1000, List.of(), "model", "claim", List.of(), List.of());
        return new CooledZone(zone, zone, List.of(), "isothermal");
    }

    static LesionAssessment lesion() {
        return new LesionAssessment(
                "L1",
                0.91,
                12.02,
                13,
                new Point3(0, 0, 1000),
                Optional.of(true),
                true,
                List.of(Finding.of("subcapsular", "", "the lesion is subcapsular")),
                List.of(),
                List.of(zone()));
    }

    static LesionAssessment refusedLesion() {
        return new LesionAssessment(
                "L2, \"cut\"",
                2.5,
                16.8,
                19.1,
                new Point3(5, 0, 1000),
                Optional.empty(),
                true,
                List.of(),
                List.of(new Finding("lesion-cut-by-border", "H15", "the lesion touches the image border", "t.nii")),
                List.of());
    }

    static LesionAssessment untargetedLesion() {
        return new LesionAssessment(
                "L3", 1.5, 14.2, 15, new Point3(5, 0, 1000), Optional.empty(), false, List.of(), List.of(), List.of());
    }

    /** Everything is known. */
    static Assessment full() {
        return of(List.of(lesion()));
    }

    /** A transform 10 mm to the left, checked by landmarks of which one is 1 mm off. */
    static RegistrationUse registration() {
        List<LandmarkPair> pairs = new ArrayList<>();
        for (double[] p : new double[][] {{0, 0, 0}, {50, 0, 0}, {0, 50, 0}, {0, 0, 50}, {40, 40, 41}}) {
            Point3 from = new Point3(p[0], p[1], p[2]);
            double off = p[2] == 41 ? 1 : 0;
            pairs.add(new LandmarkPair("fork " + pairs.size(), from, new Point3(p[0] + 10, p[1], p[2] + off)));
        }
        try {
            return new RegistrationUse(
                    new ScanRegistration(
                            AffineMap.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 10, 0, 0),
                            Optional.of(new ScanRegistration.StatedTransform(
                                    new SceneInput("transform", "a.tfm", "ab".repeat(32), Optional.empty()),
                                    ScanRegistration.Direction.ZONE_TO_LESION)),
                            Optional.of(LandmarkFit.of(pairs)),
                            List.of(
                                    new SceneInput("landmarks", "b.mrk.json", "12".repeat(32), Optional.empty()),
                                    new SceneInput("landmarks", "c.mrk.json", "34".repeat(32), Optional.empty())),
                            List.of()),
                    new Point3(-10, 0, 1000),
                    new Point3(0, 0, 1000),
                    1,
                    0,
                    0.25,
                    true,
                    List.of(new RegistrationUse.LesionError("L1", new TargetError(1.25, 4, 0.99, 4.2))));
        } catch (InputException e) {
            throw new IllegalStateException(e);
        }
    }

    static Assessment of(List<LesionAssessment> lesions) {
        return new Assessment(
                "demo",
                Outcome.INDETERMINATE,
                "lesion L1, observed",
                AssessmentCriteria.assumed(),
                Optional.of(CoolingSettings.defaults()),
                OptionalDouble.of(2),
                Optional.of(registration()),
                Optional.of(new Assessment.OrganSummary(1500, 7.5, 0.005)),
                lesions,
                List.of(new SceneInput("lesion", "/data/Smith^John/t.nii", "cd".repeat(32), Optional.of(GRID))),
                List.of(Finding.of("target-assumed", "", "no target was stated")),
                List.of(Finding.of("frame-differs", "H06", "the frame UIDs differ")));
    }

    /** Nothing is known that may be unknown. */
    static Assessment bare() {
        ZoneNumbers numbers = with(
                numbers(),
                Map.of(
                        "margin",
                        with(
                                margin(),
                                Map.of(
                                        "excludedMm", OptionalDouble.empty(),
                                        "excludedAreaFraction", OptionalDouble.empty(),
                                        "reference", MarginResult.Reference.COMPLEMENT)),
                        "facing",
                        Optional.empty(),
                        "largestFullShellMm",
                        OptionalDouble.empty(),
                        "largestShell90Mm",
                        OptionalDouble.empty(),
                        "vessels",
                        List.of(),
                        "structures",
                        List.of(),
                        "applicators",
                        List.of(),
                        "qam",
                        Optional.empty(),
                        "residualIslands",
                        List.of()));
        LesionAssessment lesion = with(
                lesion(),
                Map.of(
                        "subcapsular",
                        Optional.empty(),
                        "zones",
                        List.of(with(
                                zone(),
                                Map.of(
                                        "numbers", Optional.of(numbers),
                                        "cooling", Optional.empty(),
                                        "modelInterval", Optional.empty(),
                                        "taints", List.of(),
                                        "tableRows", List.of())))));
        return with(
                of(List.of(lesion)),
                Map.of(
                        "registrationErrorMm", OptionalDouble.empty(),
                        "registration", Optional.empty(),
                        "organ", Optional.empty()));
    }
}
