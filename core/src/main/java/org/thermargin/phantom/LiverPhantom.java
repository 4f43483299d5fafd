package org.thermargin.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;

/**
 * A synthetic patient with two lesions, before and after ablation. Lesion {@code perivascular} (about 24 mm) lies beside
 * the middle hepatic vein and its observed zone has a dent there, as a vessel that carries heat away leaves it; lesion
 * {@code subcapsular} (about 18 mm) lies under the right lateral capsule and is well covered. Invented, not a model of a
 * person; the same bits on every machine (IEEE arithmetic and hashing only).
 *
 * <p>The liver mask includes lesions and inner vessels, not the vena cava. Observed zones end at the capsule.
 */
public final class LiverPhantom {
    /** Name of the lesion beside the hepatic vein. */
    public static final String PERIVASCULAR = "perivascular";
    /** Name of the lesion under the capsule. */
    public static final String SUBCAPSULAR = "subcapsular";

    private static final double TARGET_MM = 5;
    private static final double TRUTH_TOLERANCE_MM = 1e-3;
    /** Half the distance between neighbouring applicators of four, mm. */
    private static final double HALF_APART_MM = 6.5;

    private static final VoxelGrid GRID =
            VoxelGrid.axisAligned(168, 140, 112, 1.25, 1.375, 1.5, new Point3(-134.5, -99.25, -86.25));

    private final LiverAnatomy anatomy = new LiverAnatomy();

    /** The lattice of all masks: axes along +L, +P, +S, 1.25 x 1.375 x 1.5 mm. */
    public static VoxelGrid grid() {
        return GRID;
    }

    /** The patient after ablation, with the zone as drawn on an image of the same frame. */
    public PhantomCase observed() {
        Region zones = anatomy.perivascularZone().or(anatomy.subcapsularZone()).and(anatomy.liver());
        SceneZone zone = new SceneZone.Imported(ZoneSource.OBSERVED, zones.mask(GRID), "zone.nii.gz");
        Scene scene = scene("liver-observed", GRID, zone, Map.of("observed", List.of(PERIVASCULAR, SUBCAPSULAR)));
        return new PhantomCase(
                scene,
                PhantomCase.Layout.CASE_FILE,
                TARGET_MM,
                List.of(
                        truth(PERIVASCULAR, ZoneSource.OBSERVED, anatomy.perivascular(), anatomy.perivascularZone()),
                        truth(SUBCAPSULAR, ZoneSource.OBSERVED, anatomy.subcapsular(), anatomy.subcapsularZone())));
    }

    /**
     * The patient before ablation, with one microwave applicator planned for each lesion. The deep one lies too far from
     * the vein: the plan is to be improved.
     */
    public PhantomCase planned() {
        SceneZone zone = new SceneZone.Applied(ZoneSource.PLANNED, List.of(deepNeedle(), lateralNeedle()));
        Scene scene = scene(
                "liver-planned",
                GRID,
                zone,
                Map.of(deepNeedle().id(), List.of(PERIVASCULAR), lateralNeedle().id(), List.of(SUBCAPSULAR)));
        Spheroid deep = PlacedZone.EMPRINT_100_600.zone(deepNeedle());
        Spheroid lateral = PlacedZone.EMPRINT_100_300.zone(lateralNeedle());
        return new PhantomCase(
                scene,
                PhantomCase.Layout.CASE_FILE,
                TARGET_MM,
                List.of(
                        truth(PERIVASCULAR, ZoneSource.PLANNED, anatomy.perivascular(), deep),
                        truth(SUBCAPSULAR, ZoneSource.PLANNED, anatomy.subcapsular(), lateral)));
    }

    /**
     * The deep lesion alone under four applicators side by side, on any lattice: a plan large enough to be timed. Its
     * margin is not known on paper.
     */
    public static Scene fourNeedles(VoxelGrid grid) {
        LiverPhantom phantom = new LiverPhantom();
        Direction3 along = deepNeedle().direction();
        Direction3 aside = along.anyPerpendicular();
        Direction3 upward = along.cross(aside);
        List<ApplicatorPlacement> needles = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            Point3 centre = new Point3(-41.5, -3.5, 30.5)
                    .along(aside, (n & 1) == 0 ? -HALF_APART_MM : HALF_APART_MM)
                    .along(upward, (n & 2) == 0 ? -HALF_APART_MM : HALF_APART_MM);
            needles.add(PlacedZone.EMPRINT_100_300.centredAt("needle-" + (n + 1), centre, along, 103));
        }
        Scene both = phantom.scene("four-needles", grid, new SceneZone.Applied(ZoneSource.PLANNED, needles), Map.of());
        return new Scene(
                both.caseId(),
                both.liver(),
                List.of(both.lesions().get(0)),
                both.vessels(),
                both.structures(),
                both.zones(),
                both.targets(),
                both.imagesDiffer(),
                both.registrationErrorMm(),
                both.registration(),
                both.inputs(),
                both.findings(),
                both.taints());
    }

    /** Through an intercostal space from the right, in front, upwards into the right lobe. */
    static ApplicatorPlacement deepNeedle() {
        return PlacedZone.EMPRINT_100_600.centredAt(
                "deep", new Point3(-44.25, -3.5, 30.5), Direction3.of(70.5, 26.5, 18.6), 103);
    }

    /** From below and in front, through some liver before the lesion, as a capsular lesion is best reached. */
    static ApplicatorPlacement lateralNeedle() {
        return PlacedZone.EMPRINT_100_300.centredAt(
                "lateral", new Point3(-92, 13.5, -13.5), Direction3.of(16, 53.5, 28.8), 88);
    }

    private PhantomTruth truth(String lesion, ZoneSource source, StarSurface surface, StarSurface zone) {
        double mam = ClosestApproach.between(surface, zone, anatomy.liver()).distanceMm();
        return new PhantomTruth(
                lesion,
                source,
                mam,
                OptionalDouble.empty(),
                OptionalDouble.of(0),
                TRUTH_TOLERANCE_MM,
                source == ZoneSource.OBSERVED
                        ? "dense minimisation between the two analytic surfaces; zone surface outside the liver left out"
                        : "the same to the plain tabled spheroid (no vessel cooling, no shrinkage)");
    }

    private Scene scene(String id, VoxelGrid grid, SceneZone zone, Map<String, List<String>> targets) {
        BinaryMask liver = anatomy.liver().mask(grid);
        BinaryMask cava = anatomy.venaCava().maskAlongPieces(grid).andNot(liver);
        BinaryMask veins = anatomy.hepaticVeins().maskAlongPieces(grid).andNot(cava);
        BinaryMask portal =
                anatomy.portalTree().maskAlongPieces(grid).andNot(cava).andNot(veins);
        BinaryMask gallbladder = anatomy.gallbladder().maskAlongPieces(grid);
        BinaryMask ribs = anatomy.ribs().maskAlongPieces(grid);
        return new Scene(
                id,
                Optional.of(liver.andNot(gallbladder)),
                List.of(
                        new LesionMask(
                                PERIVASCULAR,
                                anatomy.perivascular()
                                        .mask(grid, anatomy.perivascular().bounds()),
                                Optional.of(1),
                                "lesions.nii.gz"),
                        new LesionMask(
                                SUBCAPSULAR,
                                anatomy.subcapsular()
                                        .mask(grid, anatomy.subcapsular().bounds()),
                                Optional.of(2),
                                "lesions.nii.gz")),
                List.of(
                        new Vessel("portal vein", VesselKind.PORTAL, portal, "vessels.nii.gz"),
                        new Vessel("hepatic veins", VesselKind.HEPATIC_VEIN, veins, "vessels.nii.gz"),
                        new Vessel("inferior vena cava", VesselKind.IVC, cava, "vessels.nii.gz")),
                List.of(
                        new CriticalStructure("gallbladder", gallbladder, "structures.nii.gz"),
                        new CriticalStructure("ribs", ribs, "structures.nii.gz")),
                List.of(zone),
                targets,
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }
}
