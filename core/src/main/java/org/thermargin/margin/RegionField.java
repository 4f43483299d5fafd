package org.thermargin.margin;

import org.thermargin.distance.DistanceTransform;
import org.thermargin.geometry.Direction3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * A smooth signed field whose zero level is the surface of a voxel mask: positive at every inside voxel centre, negative
 * at every outside one, and of least bending between. Values approximate the distance to the surface in mm near it.
 *
 * <p>Construction: signed exact distance to the voxel centres of the other side, linear onto the {@link WorkingLattice},
 * then minimal bending within a band around the surface. The zero level passes between centres within the half voxel
 * that the mask leaves open; see docs/margins.md for its error.
 */
final class RegionField {
    /** Distance that voxel centres keep from the surface, in units of the smallest spacing. */
    private static final double CLEARANCE = 0.12;
    /** Half-width of the band in which the field is free, in units of the smallest spacing. */
    private static final double BAND = 4;
    /** Voxels around the mask. */
    private static final int PAD = 4;

    private final VoxelGrid nodes;
    private final double[] phi;
    private final boolean upright; // nodes lie along the axes, from low
    private final double lowX;
    private final double lowY;
    private final double lowZ;

    private RegionField(VoxelGrid nodes, double[] phi) {
        this.nodes = nodes;
        this.phi = phi;
        this.upright = nodes.iDirection().equals(Direction3.LEFT)
                && nodes.jDirection().equals(Direction3.POSTERIOR)
                && nodes.kDirection().equals(Direction3.SUPERIOR);
        this.lowX = nodes.origin().x();
        this.lowY = nodes.origin().y();
        this.lowZ = nodes.origin().z();
    }

    /** A field given at the nodes of a grid of at least 2 x 2 x 2 nodes. */
    static RegionField ofNodes(VoxelGrid nodes, double[] phi) {
        return new RegionField(nodes, phi);
    }

    /** The field of a non-empty mask on its bounding box and a rim; voxels outside the grid count as outside. */
    static RegionField of(BinaryMask mask) {
        return of(mask, rim(mask));
    }

    /** The bounding box of a non-empty mask and the rim that the reconstruction needs. */
    static IndexBox rim(BinaryMask mask) {
        return rim(mask.boundingBox().orElseThrow());
    }

    /** The same for a bounding box that is known. */
    static IndexBox rim(IndexBox box) {
        return box.grown(PAD, PAD, PAD);
    }

    /**
     * The field of a mask on the given box of its lattice, which may reach outside the grid; both sides must occur in
     * the box. Where the region reaches the border of the box the surface ends there.
     */
    static RegionField of(BinaryMask mask, IndexBox box) {
        BinaryMask inside = mask.cropped(box);
        VoxelGrid coarse = inside.grid();
        float[] toInside = DistanceTransform.squaredVolumeMm2(inside, 1).values();
        float[] toOutside = DistanceTransform.squaredVolumeMm2(inside.not(), 1).values();
        double[] signed = new double[coarse.voxelCount()];
        for (int n = 0; n < signed.length; n++) {
            signed[n] = toOutside[n] > 0 ? Math.sqrt(toOutside[n]) : -Math.sqrt(toInside[n]);
        }
        WorkingLattice lattice = WorkingLattice.of(mask.grid(), box);
        double[] phi = refine(signed, coarse, lattice);
        bend(phi, signed, coarse, lattice);
        return new RegionField(lattice.nodes(), phi);
    }

    private static double[] refine(double[] coarse, VoxelGrid grid, WorkingLattice lattice) {
        double[] a = refineAxis(coarse, 1, grid.nx(), grid.ny() * grid.nz(), lattice.factor(0));
        int nx = lattice.nodes().nx();
        double[] b = refineAxis(a, nx, grid.ny(), grid.nz(), lattice.factor(1));
        int ny = lattice.nodes().ny();
        double[] c = refineAxis(b, nx * ny, grid.nz(), 1, lattice.factor(2));
        return c == coarse ? coarse.clone() : c;
    }

    /** Linear subdivision along the middle axis of an array seen as [outer][n][inner]; by 1 the array itself. */
    private static double[] refineAxis(double[] in, int inner, int n, int outer, int factor) {
        if (factor == 1) {
            return in;
        }
        int fine = (n - 1) * factor + 1;
        double[] out = new double[Math.multiplyExact(Math.multiplyExact(inner, fine), outer)];
        for (int o = 0; o < outer; o++) {
            for (int p = 0; p < fine; p++) {
                int base = p / factor;
                double t = (double) (p % factor) / factor;
                int from = (o * n + base) * inner;
                int to = (o * fine + p) * inner;
                for (int q = 0; q < inner; q++) {
                    double low = in[from + q];
                    out[to + q] = t == 0 ? low : low + t * (in[from + inner + q] - low);
                }
            }
        }
        return out;
    }

    /** Half-width of the band in which a field on the lattice is bent; elsewhere it keeps distances between centres, mm. */
    static double bandMm(WorkingLattice lattice) {
        return BAND * lattice.nodes().minSpacingMm() * Math.max(1, 0.35 * lattice.maxFactor());
    }

    private static void bend(double[] phi, double[] signed, VoxelGrid coarse, WorkingLattice lattice) {
        VoxelGrid nodes = lattice.nodes();
        double fine = nodes.minSpacingMm();
        int factor = lattice.maxFactor();
        double band = bandMm(lattice);
        byte[] kind = new byte[phi.length];
        for (int k = 1; k < nodes.nz() - 1; k++) {
            for (int j = 1; j < nodes.ny() - 1; j++) {
                int row = nodes.linearIndex(0, j, k);
                for (int n = row + 1; n < row + nodes.nx() - 1; n++) {
                    kind[n] = Math.abs(phi[n]) < band ? BendingKernel.FREE : BendingKernel.FIXED;
                }
            }
        }
        for (int k = 0; k < coarse.nz(); k++) {
            for (int j = 0; j < coarse.ny(); j++) {
                int n = nodes.linearIndex(0, j * lattice.factor(1), k * lattice.factor(2));
                int row = coarse.linearIndex(0, j, k);
                for (int voxel = row; voxel < row + coarse.nx(); voxel++, n += lattice.factor(0)) {
                    if (kind[n] == BendingKernel.FREE) {
                        kind[n] = signed[voxel] > 0 ? BendingKernel.INSIDE : BendingKernel.OUTSIDE;
                    }
                }
            }
        }
        double[] weight = {
            fine * fine / (nodes.dxMm() * nodes.dxMm()),
            fine * fine / (nodes.dyMm() * nodes.dyMm()),
            fine * fine / (nodes.dzMm() * nodes.dzMm())
        };
        int sweeps = Math.max(100, 43 * factor);
        BendingKernel.minimise(phi, kind, nodes.nx(), nodes.ny(), nodes.nz(), weight, CLEARANCE * fine, sweeps);
    }

    /** The nodes as a grid. */
    VoxelGrid nodes() {
        return nodes;
    }

    /** Field values at the nodes, not a copy. */
    double[] phi() {
        return phi;
    }

    /** Linear interpolation of the field at a world point; the nearest border value outside the box. */
    double at(double x, double y, double z) {
        VoxelGrid g = nodes;
        double ci = clamp(upright ? (x - lowX) / g.dxMm() : g.indexI(x, y, z), g.nx());
        double cj = clamp(upright ? (y - lowY) / g.dyMm() : g.indexJ(x, y, z), g.ny());
        double ck = clamp(upright ? (z - lowZ) / g.dzMm() : g.indexK(x, y, z), g.nz());
        int i = Math.min((int) ci, g.nx() - 2);
        int j = Math.min((int) cj, g.ny() - 2);
        int k = Math.min((int) ck, g.nz() - 2);
        double u = ci - i;
        double v = cj - j;
        double w = ck - k;
        int sy = g.nx();
        int sz = g.nx() * g.ny();
        int n = i + sy * j + sz * k;
        double c00 = phi[n] + u * (phi[n + 1] - phi[n]);
        double c10 = phi[n + sy] + u * (phi[n + sy + 1] - phi[n + sy]);
        double c01 = phi[n + sz] + u * (phi[n + sz + 1] - phi[n + sz]);
        double c11 = phi[n + sz + sy] + u * (phi[n + sz + sy + 1] - phi[n + sz + sy]);
        double c0 = c00 + v * (c10 - c00);
        double c1 = c01 + v * (c11 - c01);
        return c0 + w * (c1 - c0);
    }

    /** Unit normal of the level through the world point, out of the region, written to the three entries. */
    void outwardNormal(double x, double y, double z, double[] normal) {
        double h = nodes.minSpacingMm();
        double gx = at(x - h, y, z) - at(x + h, y, z);
        double gy = at(x, y - h, z) - at(x, y + h, z);
        double gz = at(x, y, z - h) - at(x, y, z + h);
        double length = Math.sqrt(gx * gx + gy * gy + gz * gz);
        double scale = length > 0 ? 1 / length : 0;
        normal[0] = gx * scale;
        normal[1] = gy * scale;
        normal[2] = length > 0 ? gz * scale : 1;
    }

    private static double clamp(double index, int n) {
        return Math.max(0, Math.min(n - 1, index));
    }
}
