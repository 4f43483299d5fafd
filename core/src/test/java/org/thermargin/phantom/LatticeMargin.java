package org.thermargin.phantom;

import java.util.Optional;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * The margin between the sample points of a fine lattice, by distance transform: a second way to the truth of a phantom.
 * Exceeds the true margin of a covered lesion, since both point sets lie inside their regions.
 */
final class LatticeMargin {
    private LatticeMargin() {}

    static double of(Region lesion, Region zone, Optional<Region> organ, VoxelGrid grid) {
        BinaryMask lesionPoints = lesion.mask(grid);
        BinaryMask zonePoints = zone.mask(grid);
        BinaryMask uncovered = lesionPoints.andNot(zonePoints);
        if (!uncovered.isEmpty()) {
            return -extreme(uncovered, zonePoints, false);
        }
        BinaryMask unablated = organ.map(o -> o.mask(grid)).orElse(new BinaryMask(grid).not());
        return extreme(lesionPoints, unablated.andNot(zonePoints), true);
    }

    /** Smallest or largest distance of the points to the nearest feature, mm. */
    private static double extreme(BinaryMask points, BinaryMask features, boolean smallest) {
        VoxelGrid grid = points.grid();
        double[] squares = DistanceTransform.squaredMm2(features, 1);
        double extreme = smallest ? Double.POSITIVE_INFINITY : 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (points.get(i, j, k)) {
                        double square = squares[grid.linearIndex(i, j, k)];
                        extreme = smallest ? Math.min(extreme, square) : Math.max(extreme, square);
                    }
                }
            }
        }
        return Math.sqrt(extreme);
    }
}
