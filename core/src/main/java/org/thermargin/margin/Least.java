package org.thermargin.margin;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The least margin of a lesion to a zone that moves, with its place, in the lesion's frame.
 *
 * @param marginMm as by {@link MinimalMargin}
 * @param isInterior whether the place lies inside the lesion, in a void of the zone
 * @param witness the pair of points
 * @param uncoveredMm depth of the deepest uncovered voxel centre, a proved upper bound; infinite where none is uncovered
 */
record Least(double marginMm, boolean isInterior, MarginResult.Witness witness, double uncoveredMm) {
    /** Share of what a row of voxels has to spare that is passed over. */
    private static final double PASSED = 0.9;
    /** Size of blocks of voxels that are looked at together. */
    private static final double BLOCK_MM = 5;

    /**
     * The vertices of a lesion surface as margins are asked for.
     *
     * @param fitted of the fitted surface, three coordinates each
     * @param movedMm how far each lies from the same vertex of the surface of least bending, mm
     * @param order so that neighbours follow each other
     */
    record Vertices(double[] fitted, double[] movedMm, int[] order) {
        static Vertices of(LesionSide side) {
            double[] f = side.fitted().verticesMm();
            double[] b = side.bending().verticesMm();
            double[] moved = new double[f.length / 3];
            for (int n = 0; n < moved.length; n++) {
                double dx = f[3 * n] - b[3 * n];
                double dy = f[3 * n + 1] - b[3 * n + 1];
                double dz = f[3 * n + 2] - b[3 * n + 2];
                moved[n] = Math.sqrt(dx * dx + dy * dy + dz * dz);
            }
            return new Vertices(f, moved, PointOrder.of(f));
        }
    }

    /**
     * To an exact zone, as the assessment finds it; the depth of uncovered voxels matters for margins below the half-width
     * alone.
     *
     * @param uncovered as by {@link MinimalMargin#uncovered}
     */
    static Least of(Boundary raw, LesionSide lesion, long[] uncovered, double halfWidthMm) {
        ZoneSide side = NodeZone.side(raw);
        MinimalMargin minimal = MinimalMargin.of(lesion, side, uncovered, false);
        return of(
                minimal,
                lesion,
                side,
                minimal.marginMm() < halfWidthMm ? uncoveredMm(raw, lesion, minimal) : Double.POSITIVE_INFINITY);
    }

    private static Least of(MinimalMargin minimal, LesionSide lesion, ZoneSide side, double uncoveredMm) {
        return new Least(
                minimal.marginMm(), minimal.isInterior(), MarginAnalyzer.witness(lesion, side, minimal), uncoveredMm);
    }

    /**
     * To a zone seen at nodes.
     *
     * @param lesion the lesion with its surface of least bending, over whose vertices the minimum is taken
     * @param marginMm margin of every vertex of its fitted surface
     */
    static Least of(NodeZone zone, LesionSide lesion, Vertices vertices, double[] marginMm) {
        ZoneSide side = zone.side();
        MinimalMargin surface = MinimalMargin.overVertices(lesion, side, vertices.movedMm, marginMm);
        double uncovered = zone.coversLesion() ? Double.POSITIVE_INFINITY : uncoveredMm(side.raw(), lesion, surface);
        return uncovered < surface.marginMm() // a void: found as the assessment does
                ? of(
                        MinimalMargin.of(lesion, side, MinimalMargin.uncovered(lesion.mask(), zone.region()), false),
                        lesion,
                        side,
                        uncovered)
                : of(surface, lesion, side, uncovered);
    }

    /** Depth of the deepest voxel centre outside the zone, negative; infinite where all are inside. */
    private static double uncoveredMm(Boundary raw, LesionSide lesion, MinimalMargin near) {
        BinaryMask mask = lesion.mask();
        VoxelGrid grid = mask.grid();
        double deepest = Math.min(0, around(raw, mask, near));
        int ni = Math.max(1, (int) (BLOCK_MM / grid.dxMm()));
        int nj = Math.max(1, (int) (BLOCK_MM / grid.dyMm()));
        int nk = Math.max(1, (int) (BLOCK_MM / grid.dzMm()));
        for (int k = 0; k < grid.nz(); k += nk) {
            for (int j = 0; j < grid.ny(); j += nj) {
                for (int i = 0; i < grid.nx(); i += ni) {
                    IndexBox block = new IndexBox(i, j, k, i + ni, j + nj, k + nk).clippedTo(grid);
                    deepest = isEmpty(mask, block) ? deepest : deepest(raw, mask, block, deepest);
                }
            }
        }
        return deepest < 0 ? deepest : Double.POSITIVE_INFINITY;
    }

    private static boolean isEmpty(BinaryMask mask, IndexBox block) {
        for (int k = block.kLow(); k < block.kHigh(); k++) {
            for (int j = block.jLow(); j < block.jHigh(); j++) {
                if (mask.nextSet(block.iLow(), j, k) < block.iHigh()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The same with the voxels of a block, which are passed over where its middle lies deep enough. */
    private static double deepest(Boundary raw, BinaryMask mask, IndexBox block, double known) {
        VoxelGrid grid = mask.grid();
        double x = (block.nx() - 1) / 2.0 * grid.dxMm();
        double y = (block.ny() - 1) / 2.0 * grid.dyMm();
        double z = (block.nz() - 1) / 2.0 * grid.dzMm();
        double reach = Math.sqrt(x * x + y * y + z * z) + raw.slackMm();
        double ci = block.iLow() + (block.nx() - 1) / 2.0;
        double cj = block.jLow() + (block.ny() - 1) / 2.0;
        double ck = block.kLow() + (block.nz() - 1) / 2.0;
        boolean passed =
                raw.isAbove(grid.worldX(ci, cj, ck), grid.worldY(ci, cj, ck), grid.worldZ(ci, cj, ck), known + reach);
        double deepest = known;
        for (int k = block.kLow(); k < block.kHigh() && !passed; k++) {
            for (int j = block.jLow(); j < block.jHigh(); j++) {
                for (int i = mask.nextSet(block.iLow(), j, k); i < block.iHigh(); i = mask.nextSet(i + 1, j, k)) {
                    double depth = raw.at(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k));
                    deepest = Math.min(deepest, depth);
                    i += (int) ((depth - deepest) * PASSED / grid.dxMm()); // depths change no faster than places
                }
            }
        }
        return deepest;
    }

    /** Depth of a voxel next to the thinnest place, so that most others are seen to be less deep. */
    private static double around(Boundary raw, BinaryMask mask, MinimalMargin near) {
        VoxelGrid grid = mask.grid();
        double x = near.point().x();
        double y = near.point().y();
        double z = near.point().z();
        int i = (int) Math.floor(grid.indexI(x, y, z));
        int j = (int) Math.floor(grid.indexJ(x, y, z));
        int k = (int) Math.floor(grid.indexK(x, y, z));
        double deepest = 0;
        for (int corner = 0; corner < 8; corner++) {
            int ci = i + (corner & 1);
            int cj = j + (corner >> 1 & 1);
            int ck = k + (corner >> 2);
            if (mask.getOrFalse(ci, cj, ck)) {
                deepest = Math.min(
                        deepest, raw.at(grid.worldX(ci, cj, ck), grid.worldY(ci, cj, ck), grid.worldZ(ci, cj, ck)));
            }
        }
        return deepest;
    }
}
