package org.thermargin.phantom;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * A tube of straight pieces whose radius changes linearly along each piece: the points whose distance to the nearest
 * axis point of some piece is at most the radius there.
 */
final class TaperedTube implements Region {
    private final List<Piece> pieces = new ArrayList<>();

    /** A piece of axis from one node to the next. */
    private record Piece(Point3 from, double fromRadiusMm, Point3 to, double toRadiusMm) {
        boolean contains(double x, double y, double z) {
            double dx = to.x() - from.x();
            double dy = to.y() - from.y();
            double dz = to.z() - from.z();
            double ax = x - from.x();
            double ay = y - from.y();
            double az = z - from.z();
            double t = (ax * dx + ay * dy + az * dz) / (dx * dx + dy * dy + dz * dz);
            t = Math.min(Math.max(t, 0.0), 1.0);
            double ex = ax - t * dx;
            double ey = ay - t * dy;
            double ez = az - t * dz;
            double r = fromRadiusMm + t * (toRadiusMm - fromRadiusMm);
            return ex * ex + ey * ey + ez * ez <= r * r;
        }
    }

    /** Adds a piece; the ends must differ. */
    void add(Point3 from, double fromRadiusMm, Point3 to, double toRadiusMm) {
        pieces.add(new Piece(from, fromRadiusMm, to, toRadiusMm));
    }

    /** Adds pieces through the nodes {x, y, z, radius}, mm. */
    void addPath(double[]... nodes) {
        for (int n = 1; n < nodes.length; n++) {
            add(point(nodes[n - 1]), nodes[n - 1][3], point(nodes[n]), nodes[n][3]);
        }
    }

    private static Point3 point(double[] node) {
        return new Point3(node[0], node[1], node[2]);
    }

    @Override
    public boolean contains(double x, double y, double z) {
        for (Piece piece : pieces) {
            if (piece.contains(x, y, z)) {
                return true;
            }
        }
        return false;
    }

    /** Visits only the voxels around each piece: a tree fills little of its box. Axis-aligned grids only. */
    BinaryMask maskAlongPieces(VoxelGrid grid) {
        BinaryMask mask = new BinaryMask(grid);
        for (Piece piece : pieces) {
            double r = Math.max(piece.fromRadiusMm, piece.toRadiusMm);
            int iLow = low(
                    Math.min(piece.from.x(), piece.to.x()) - r, grid.origin().x(), grid.dxMm());
            int jLow = low(
                    Math.min(piece.from.y(), piece.to.y()) - r, grid.origin().y(), grid.dyMm());
            int kLow = low(
                    Math.min(piece.from.z(), piece.to.z()) - r, grid.origin().z(), grid.dzMm());
            double xHigh = Math.max(piece.from.x(), piece.to.x()) + r;
            double yHigh = Math.max(piece.from.y(), piece.to.y()) + r;
            double zHigh = Math.max(piece.from.z(), piece.to.z()) + r;
            for (int k = kLow; k < grid.nz() && grid.worldZ(0, 0, k) <= zHigh; k++) {
                for (int j = jLow; j < grid.ny() && grid.worldY(0, j, k) <= yHigh; j++) {
                    for (int i = iLow; i < grid.nx() && grid.worldX(i, j, k) <= xHigh; i++) {
                        if (piece.contains(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k))) {
                            mask.set(i, j, k);
                        }
                    }
                }
            }
        }
        return mask;
    }

    private static int low(double world, double origin, double spacing) {
        return (int) Math.max(0, Math.floor((world - origin) / spacing));
    }
}
