package org.thermargin.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.assess.OpenCase;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.VesselKind;
import org.thermargin.zone.EllipsoidZoneModel;

/** Cases of a ball lesion of radius 6 mm around 0, on voxels of 0.9 x 1.0 x 1.1 mm. */
final class BallCase {
    static final double RADIUS = 6;
    static final EllipsoidZoneModel MODEL =
            new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict());

    private final List<LesionMask> lesions = new ArrayList<>();
    private final List<SceneZone> zones = new ArrayList<>();
    private final List<Vessel> vessels = new ArrayList<>();
    private Optional<BinaryMask> liver = Optional.empty();
    private Map<String, List<String>> targets = Map.of();
    private double targetMm = 5;

    BallCase() {
        lesions.add(new LesionMask(
                "lesion",
                mask(41, 37, 33, (x, y, z) -> x * x + y * y + z * z <= RADIUS * RADIUS),
                Optional.empty(),
                "lesion.nii.gz"));
    }

    interface Body {
        boolean contains(double x, double y, double z);
    }

    /** Voxels around 0 whose centre lies in the body. */
    static BinaryMask mask(int nx, int ny, int nz, Body body) {
        VoxelGrid grid = VoxelGrid.oriented(
                nx,
                ny,
                nz,
                0.9,
                1.0,
                1.1,
                Direction3.LEFT,
                Direction3.POSTERIOR,
                Direction3.SUPERIOR,
                new Point3(-0.45 * (nx - 1) + 0.3, -0.5 * (ny - 1) - 0.2, -0.55 * (nz - 1) + 0.5));
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (body.contains(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k))) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    BallCase zone(SceneZone zone) {
        zones.add(zone);
        return this;
    }

    BallCase target(double mm) {
        targetMm = mm;
        return this;
    }

    BallCase targets(Map<String, List<String>> stated) {
        targets = stated;
        return this;
    }

    BallCase lesion(String name, BinaryMask mask) {
        lesions.add(new LesionMask(name, mask, Optional.empty(), name + ".nii.gz"));
        return this;
    }

    BallCase liver(BinaryMask mask) {
        liver = Optional.of(mask);
        return this;
    }

    BallCase vessel(BinaryMask mask) {
        vessels.add(new Vessel("vein", VesselKind.HEPATIC_VEIN, mask, "vein.nii.gz"));
        return this;
    }

    OpenCase open() throws Exception {
        Scene scene = new Scene(
                "test",
                liver,
                lesions,
                vessels,
                List.of(),
                zones,
                targets,
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        return new CaseAssessor(
                        new CaseAssessor.Options(1, Set.of(), false, Optional.of(CoolingSettings.defaults())), MODEL)
                .open(scene, AssessmentCriteria.custom(targetMm));
    }

    static List<Correction> corrections(OpenCase open) throws Exception {
        return new CorrectionSearch(DeviceCatalogue.released()).of(open);
    }

    static Correction.Option option(Correction correction, Correction.Kind kind) {
        return correction.options().stream()
                .filter(o -> o.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    static double lengthMm(Correction.Option option) {
        List<Double> v = option.shiftMm();
        return ShiftSolver.length(new double[] {v.get(0), v.get(1), v.get(2)});
    }

    /** Along +z; its zone of 100 W for 300 s (35 x 37 mm, reach 6.95 mm) is centred on the point. */
    static ApplicatorPlacement needle(String id, Point3 centre) {
        return needle(id, centre, 100, 300);
    }

    /** The needle that would be centred with 100 W for 300 s, with another setting. */
    static ApplicatorPlacement needle(String id, Point3 centre, double powerW, double timeS) {
        Point3 tip = centre.shifted(0, 0, 18.5 - 6.95);
        return ApplicatorPlacement.once(
                id, tip.shifted(0, 0, -100), tip, "emprint", Application.atTip(OptionalDouble.of(powerW), timeS));
    }
}
