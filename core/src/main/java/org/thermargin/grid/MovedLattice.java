package org.thermargin.grid;

import java.util.Optional;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

/** The lattice to which an affine map takes the voxel centres of another. Voxels keep their indices and values. */
final class MovedLattice {
    private MovedLattice() {}

    /** Empty where the map slants the index axes, since a lattice has them at right angles. */
    static Optional<VoxelGrid> of(VoxelGrid grid, AffineMap map) {
        if (map.equals(AffineMap.IDENTITY)) {
            return Optional.of(grid);
        }
        Point3 origin = map.apply(new Point3(0, 0, 0));
        Point3 i = image(map, grid.iDirection());
        Point3 j = image(map, grid.jDirection());
        Point3 k = image(map, grid.kDirection());
        Direction3 newI = Direction3.between(origin, i);
        Direction3 newJ = Direction3.between(origin, j);
        Direction3 newK = Direction3.between(origin, k);
        double slant = Math.max(Math.abs(newI.dot(newJ)), Math.max(Math.abs(newI.dot(newK)), Math.abs(newJ.dot(newK))));
        return slant > VoxelGrid.ORTHONORMAL_TOLERANCE
                ? Optional.empty()
                : Optional.of(VoxelGrid.oriented(
                        grid.nx(),
                        grid.ny(),
                        grid.nz(),
                        grid.dxMm() * origin.distanceMm(i),
                        grid.dyMm() * origin.distanceMm(j),
                        grid.dzMm() * origin.distanceMm(k),
                        newI,
                        newJ,
                        newK,
                        map.apply(grid.origin())));
    }

    private static Point3 image(AffineMap map, Direction3 direction) {
        return map.apply(new Point3(direction.x(), direction.y(), direction.z()));
    }
}
