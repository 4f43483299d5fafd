package org.thermargin.phantom;

import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/** The phantom cases that have a name. Cases G1 to G10 are those of the validation page. */
public final class PhantomCatalogue {
    static final double TARGET_MM = 5;
    private static final int RIM_VOXELS = 4;

    private PhantomCatalogue() {}

    /** All names, in order. */
    public static List<String> names() {
        return List.of(
                "liver-observed",
                "liver-planned",
                "sphere-complete",
                "sphere-insufficient",
                "sphere-incomplete",
                "ellipsoid-zone",
                "subcapsular",
                "void-in-zone",
                "crease",
                "crease-planned",
                "plan-to-check",
                "registered-plan",
                "qam-P01");
    }

    /** The phantom of that name; an unknown name is refused. */
    public static PhantomCase of(String name) {
        return switch (name) {
            case "liver-observed" -> new LiverPhantom().observed();
            case "liver-planned" -> new LiverPhantom().planned();
            case "sphere-complete" -> analytic(name, AnalyticCase.spheres(10, 19, 2));
            case "sphere-insufficient" -> analytic(name, AnalyticCase.spheres(10, 15, 2)); // G1
            case "sphere-incomplete" -> analytic(name, AnalyticCase.spheres(10, 12, 4)); // G2
            case "ellipsoid-zone" -> analytic(name, AnalyticCase.ellipsoidZone(10, 20, 18, 16)); // G3
            case "subcapsular" -> analytic(name, AnalyticCase.subcapsular(10, 16, 12)); // G7
            case "void-in-zone" -> analytic(name, AnalyticCase.voidInZone(15, 25, 4)); // G9
            case "crease" -> analytic(name, AnalyticCase.crease(4, 12, 9)); // G10
            case "crease-planned" -> creasePlanned(name);
            case "plan-to-check" -> CheckedPlan.onOneLattice(name);
            case "registered-plan" -> RegisteredPlan.of(name);
            case "qam-P01" -> qam(name);
            default ->
                throw new IllegalArgumentException(
                        "phantom must be one of " + String.join(", ", names()) + "; was " + name);
        };
    }

    private static PhantomCase analytic(String name, AnalyticCase analytic) {
        return new PhantomCase(
                analytic.scene(name, lattice(analytic)),
                PhantomCase.Layout.CASE_FILE,
                TARGET_MM,
                List.of(analytic.truth()));
    }

    private static VoxelGrid lattice(AnalyticCase analytic) {
        return ObliqueLattice.around(analytic.halfExtentMm(), RIM_VOXELS, 0.75, 1, 1.25);
    }

    /**
     * Two parallel applicators 16 mm apart, lesion of radius 10 mm between them. The margin to the crease of two equal
     * spheroids with parallel axes, short semi-axis a, is sqrt(a^2 - d^2) - r: no point of either surface beyond the
     * middle plane is nearer to the middle than the crease.
     */
    private static PhantomCase creasePlanned(String name) {
        double d = 8;
        double r = 10;
        double a = 0.5 * PlacedZone.EMPRINT_100_300.shortAxisMm();
        Direction3 shaft = Direction3.of(2, 3, 6);
        Direction3 apart = Direction3.of(3, -6, 2);
        List<ApplicatorPlacement> needles = List.of(needle("left", shaft, apart, d), needle("right", shaft, apart, -d));
        AnalyticCase spheres = AnalyticCase.crease(r, a, d);
        PhantomTruth truth = new PhantomTruth(
                AnalyticCase.LESION,
                ZoneSource.PLANNED,
                spheres.truth().mamMm(),
                OptionalDouble.of(spheres.truth().mamMm()),
                OptionalDouble.of(0),
                0.002, // tips rounded to 1/1024 mm
                "sqrt(a^2 - d^2) - r with short semi-axis a of row emprint-100-300");
        Scene scene = spheres.scene(
                name,
                ObliqueLattice.around(r + 6, RIM_VOXELS, 0.75, 1, 1.25),
                new SceneZone.Applied(ZoneSource.PLANNED, needles));
        return new PhantomCase(scene, PhantomCase.Layout.CASE_FILE, TARGET_MM, List.of(truth));
    }

    private static ApplicatorPlacement needle(String id, Direction3 shaft, Direction3 apart, double offsetMm) {
        Point3 centre = ObliqueLattice.CENTRE.along(apart, offsetMm);
        return PlacedZone.EMPRINT_100_300.centredAt(id, centre, shaft, 90);
    }

    /** G7 for the QAM layout, which calls lesion 1 of a patient L1. */
    private static PhantomCase qam(String name) {
        AnalyticCase g7 = AnalyticCase.subcapsular(10, 16, 12).named("L1");
        return new PhantomCase(
                g7.scene(name, lattice(g7)), PhantomCase.Layout.QAM_FOLDERS, TARGET_MM, List.of(g7.truth()));
    }
}
