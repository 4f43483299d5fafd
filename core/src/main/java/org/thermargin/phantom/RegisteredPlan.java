package org.thermargin.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.ScanRegistration;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/**
 * A plan, its placement and its result on two scans: {@link CheckedPlan} deep in the liver of {@link LiverPhantom}, and the
 * ablated ball drawn on a scan after, on which the patient lies turned by 10.1 degrees and shifted. Where the needle was
 * planned and placed is stated on the scan before. All of the ball's surroundings are liver, so that margins to unablated
 * organ tissue are those to the complement of the zone.
 */
final class RegisteredPlan {
    /** Lesion in the right lobe, more than 30 mm from the surface of the liver. */
    static final Point3 LESION = new Point3(-60.25, 1.5, 20.75);

    static final double RADIUS_MM = 11;
    /** Bound that the case states, mm; the map itself is exact. */
    static final double ERROR_MM = 1;

    /** Points of the scan before to the scan after: the turn of the quaternion (34, 2, 1, -2) / sqrt(1165). */
    static final AffineMap BEFORE_TO_AFTER =
            AffineMap.about(rotation(34, 2, 1, -2), new Point3(-40, 0, 10), new Point3(-29.5, -11.25, 31.5));

    private static final double DX_MM = 1.5;
    private static final double DY_MM = 1.5;
    private static final double DZ_MM = 2;
    private static final double RIM_MM = 8;

    private RegisteredPlan() {}

    static PhantomCase of(String name) {
        CheckedPlan plan = new CheckedPlan(LESION, RADIUS_MM);
        LiverShape liver = new LiverAnatomy().liver();
        VoxelGrid before = LiverPhantom.grid();
        BinaryMask liverBefore = liver.mask(before);
        VoxelGrid after = scanAfter(liverBefore.worldBounds().orElseThrow());
        AffineMap afterToBefore = BEFORE_TO_AFTER.inverse();
        BinaryMask zone = moved(Region.ball(plan.observedCentre(), CheckedPlan.OBSERVED_RADIUS_MM))
                .mask(after);
        List<SceneZone> zones = new ArrayList<>(plan.applied());
        zones.add(new SceneZone.Imported(
                ZoneSource.OBSERVED, zone.mapped(afterToBefore).orElseThrow(), "zone-after.nii.gz"));
        Scene scene = new Scene(
                name,
                Optional.of(liverBefore),
                List.of(plan.lesion(before)),
                List.of(),
                List.of(),
                zones,
                Map.of(),
                true,
                OptionalDouble.of(ERROR_MM),
                Optional.of(new ScanRegistration(
                        afterToBefore,
                        Optional.of(new ScanRegistration.StatedTransform(
                                new SceneInput("transform", "before-to-after.tfm", "", Optional.empty()),
                                ScanRegistration.Direction.LESION_TO_ZONE)),
                        Optional.empty(),
                        List.of(),
                        List.of())),
                List.of(),
                List.of(),
                List.of());
        return new PhantomCase(
                scene,
                PhantomCase.Layout.CASE_FILE,
                PhantomCatalogue.TARGET_MM,
                plan.truths(),
                Optional.of(moved(liver).mask(after)));
    }

    /** A region of the patient as it lies on the scan after. */
    private static Region moved(Region region) {
        AffineMap back = BEFORE_TO_AFTER.inverse();
        return (x, y, z) -> {
            Point3 p = back.apply(new Point3(x, y, z));
            return region.contains(p.x(), p.y(), p.z());
        };
    }

    /** A lattice along the axes of the world that holds the moved box, its first voxel at a whole number of mm. */
    private static VoxelGrid scanAfter(Bounds3 liver) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int corner = 0; corner < 8; corner++) {
            Point3 p = BEFORE_TO_AFTER.apply(new Point3(
                    (corner & 1) == 0 ? liver.low().x() : liver.high().x(),
                    (corner & 2) == 0 ? liver.low().y() : liver.high().y(),
                    (corner & 4) == 0 ? liver.low().z() : liver.high().z()));
            double[] place = {p.x(), p.y(), p.z()};
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], place[axis] - RIM_MM);
                high[axis] = Math.max(high[axis], place[axis] + RIM_MM);
            }
        }
        Point3 origin = new Point3(Math.floor(low[0]), Math.floor(low[1]), Math.floor(low[2]));
        return VoxelGrid.axisAligned(
                (int) Math.ceil((high[0] - origin.x()) / DX_MM),
                (int) Math.ceil((high[1] - origin.y()) / DY_MM),
                (int) Math.ceil((high[2] - origin.z()) / DZ_MM),
                DX_MM,
                DY_MM,
                DZ_MM,
                origin);
    }

    /** The rotation matrix of a quaternion of whole numbers, row by row: no function but division. */
    private static double[] rotation(double w, double x, double y, double z) {
        double s = w * w + x * x + y * y + z * z;
        return new double[] {
            (w * w + x * x - y * y - z * z) / s,
            2 * (x * y - w * z) / s,
            2 * (x * z + w * y) / s,
            2 * (x * y + w * z) / s,
            (w * w - x * x + y * y - z * z) / s,
            2 * (y * z - w * x) / s,
            2 * (x * z - w * y) / s,
            2 * (y * z + w * x) / s,
            (w * w - x * x - y * y + z * z) / s
        };
    }
}
