package org.thermargin.phantom;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * A lesion and an ablation zone by formula, with or without an organ that ends at a plane; the true margin is known
 * ({@link SceneTruth}). Masks of any lattice are made from it: a voxel is set iff its centre lies in the body.
 *
 * @param family name of the kind of shape, for tables
 * @param lesion the lesion
 * @param zone the zone without its voids
 * @param voids holes of the zone
 * @param zoneDepth signed distance to the zone with its voids, mm
 * @param closedForm whether {@code zoneDepth} is a formula, cheap and exact
 * @param organ the plane where the organ ends; empty when there is no organ
 */
public record AnalyticScene(
        String family,
        StarBody lesion,
        StarBody zone,
        List<StarBody> voids,
        SignedField zoneDepth,
        boolean closedForm,
        Optional<Plane> organ) {

    /** A scene without organ whose zone depth is found numerically. */
    public static AnalyticScene numeric(String family, StarBody lesion, StarBody zone, List<StarBody> voids) {
        return new AnalyticScene(
                family, lesion, zone, List.copyOf(voids), new StarDepth(zone, voids), false, Optional.empty());
    }

    /** A scene without organ whose zone depth is a formula. */
    public static AnalyticScene closed(String family, StarBody lesion, StarBody zone, SignedField zoneDepth) {
        return new AnalyticScene(family, lesion, zone, List.of(), zoneDepth, true, Optional.empty());
    }

    /** The same with an organ. */
    public AnalyticScene within(Plane plane) {
        return new AnalyticScene(family, lesion, zone, voids, zoneDepth, closedForm, Optional.of(plane));
    }

    /** The organ on the near side of a plane: all points at least 0 mm deep. */
    public record Plane(Point3 through, Direction3 inward) {
        /** Depth below the plane, mm. */
        public double depthMm(double x, double y, double z) {
            return (x - through.x()) * inward.x() + (y - through.y()) * inward.y() + (z - through.z()) * inward.z();
        }
    }

    /** A lattice that holds lesion and zone with a rim, turned and shifted at random. */
    public VoxelGrid lattice(double dxMm, double dyMm, double dzMm, double rimMm, SplittableRandom random) {
        return lattice(dxMm, dyMm, dzMm, rimMm, randomFrame(random), random);
    }

    /** A lattice along the frame that holds lesion and zone with a rim, shifted by a random part of a voxel. */
    public VoxelGrid lattice(
            double dxMm, double dyMm, double dzMm, double rimMm, StarBodies.Frame frame, SplittableRandom random) {
        Bounds3 bounds = lesion.bounds().union(zone.bounds());
        Point3 middle = new Point3(
                (bounds.low().x() + bounds.high().x()) / 2,
                (bounds.low().y() + bounds.high().y()) / 2,
                (bounds.low().z() + bounds.high().z()) / 2);
        double reach = rimMm
                + Math.max(
                        middle.distanceMm(lesion.centre()) + lesion.outerMm(),
                        middle.distanceMm(zone.centre()) + zone.outerMm());
        int nx = 2 * (int) Math.ceil(reach / dxMm) + 2;
        int ny = 2 * (int) Math.ceil(reach / dyMm) + 2;
        int nz = 2 * (int) Math.ceil(reach / dzMm) + 2;
        Point3 origin = middle.along(frame.i(), -dxMm * ((nx - 1) / 2.0 + random.nextDouble() - 0.5))
                .along(frame.j(), -dyMm * ((ny - 1) / 2.0 + random.nextDouble() - 0.5))
                .along(frame.k(), -dzMm * ((nz - 1) / 2.0 + random.nextDouble() - 0.5));
        return VoxelGrid.oriented(nx, ny, nz, dxMm, dyMm, dzMm, frame.i(), frame.j(), frame.k(), origin);
    }

    /** Three random directions at right angles, uniform over rotations. */
    public static StarBodies.Frame randomFrame(SplittableRandom random) {
        Direction3 k = randomDirection(random);
        Direction3 other = randomDirection(random);
        Direction3 j = k.cross(other);
        return new StarBodies.Frame(j.cross(k), j, k);
    }

    /** A random direction, uniform over the sphere: a point of the cube that lies in the ball. */
    public static Direction3 randomDirection(SplittableRandom random) {
        while (true) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double z = 2 * random.nextDouble() - 1;
            double sq = x * x + y * y + z * z;
            if (sq > 0.01 && sq < 1) {
                return Direction3.of(x, y, z);
            }
        }
    }

    /** The lesion's voxels. */
    public BinaryMask lesionMask(VoxelGrid grid) {
        return lesion.rasterised(grid, List.of());
    }

    /** The zone's voxels, also beyond the organ. */
    public BinaryMask zoneMask(VoxelGrid grid) {
        return zone.rasterised(grid, voids);
    }

    /** The organ's voxels; required to have one. */
    public BinaryMask organMask(VoxelGrid grid) {
        Plane plane = organ.orElseThrow();
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (plane.depthMm(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k)) >= 0) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }
}
