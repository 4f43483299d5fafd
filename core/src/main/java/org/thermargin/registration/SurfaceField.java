package org.thermargin.registration;

import org.thermargin.InputException;
import org.thermargin.distance.SignedDistance;
import org.thermargin.geometry.Direction3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;

/**
 * Signed distance to the surface of a mask at any point of space, positive inside, with its direction. Exact distances
 * between voxel centres ({@link SignedDistance}) are interpolated linearly; what they exceed the distance to the surface
 * by, half a spacing in the direction of the surface's normal, is taken off. On voxels of even spacing the middles of the
 * faces of the surface have distance 0; elsewhere the error is below half a voxel.
 *
 * <p>Where a mask touches the border of its grid the organ goes on outside, nobody knows how: nothing is read there.
 * On the other sides space is taken to be free of it.
 */
final class SurfaceField {
    /** Far points are pulled by the nearest side of this rim around the mask, mm. */
    private static final double RIM_MM = 20;
    /**
     * Directions are taken over twice this length at least, mm, and so many of the largest spacings, so that they see the
     * organ and not the staircase.
     */
    private static final double LEAST_STEP_MM = 4;

    private static final double STEP_VOXELS = 2.5;

    private final ScalarVolume distances;
    private final VoxelGrid grid;
    /** Continuous indices beyond which nothing is known, per axis and side; infinite where the mask ends before. */
    private final double[] knownLow = new double[3];

    private final double[] knownHigh = new double[3];
    private final double[] last;
    private final double[] stepVoxels;

    /** What is read at a point. */
    static final class Reading {
        /** Distance to the surface, positive inside, mm. */
        double distanceMm;
        /** Unit direction of growing distance, LPS; 0 where there is none. */
        double nx;

        double ny;
        double nz;
    }

    private SurfaceField(ScalarVolume distances, boolean[] touchesLow, boolean[] touchesHigh) {
        this.distances = distances;
        this.grid = distances.grid();
        this.last = new double[] {grid.nx() - 1.0, grid.ny() - 1.0, grid.nz() - 1.0};
        double step = Math.max(LEAST_STEP_MM, STEP_VOXELS * grid.maxSpacingMm());
        this.stepVoxels = new double[] {step / grid.dxMm(), step / grid.dyMm(), step / grid.dzMm()};
        for (int axis = 0; axis < 3; axis++) {
            knownLow[axis] = touchesLow[axis] ? -0.5 : Double.NEGATIVE_INFINITY;
            knownHigh[axis] = touchesHigh[axis] ? last[axis] + 0.5 : Double.POSITIVE_INFINITY;
        }
    }

    /** The field of a mask that has set voxels and, in its grid or beside it, unset ones. */
    static SurfaceField of(BinaryMask mask, int threads) throws InputException {
        VoxelGrid whole = mask.grid();
        IndexBox box = mask.boundingBox().orElseThrow(() -> new IllegalArgumentException("an empty mask"));
        boolean[] low = {box.iLow() == 0, box.jLow() == 0, box.kLow() == 0};
        boolean[] high = {box.iHigh() == whole.nx(), box.jHigh() == whole.ny(), box.kHigh() == whole.nz()};
        int[] rim = {rim(whole.dxMm()), rim(whole.dyMm()), rim(whole.dzMm())};
        IndexBox around = new IndexBox(
                box.iLow() - (low[0] ? 0 : rim[0]),
                box.jLow() - (low[1] ? 0 : rim[1]),
                box.kLow() - (low[2] ? 0 : rim[2]),
                box.iHigh() + (high[0] ? 0 : rim[0]),
                box.jHigh() + (high[1] ? 0 : rim[1]),
                box.kHigh() + (high[2] ? 0 : rim[2]));
        requireRoom(around);
        return new SurfaceField(SignedDistance.of(mask.cropped(around), threads), low, high);
    }

    /** Two fields must fit beside what was read. */
    private static void requireRoom(IndexBox box) throws InputException {
        long needed = 2L * Float.BYTES * box.voxelCount();
        long room = Runtime.getRuntime().maxMemory() / 4 * 3;
        if (needed > room || box.voxelCount() > Integer.MAX_VALUE - 8) {
            throw new InputException(
                    "memory-limit",
                    "H22",
                    "",
                    "distances around the organ must fit into " + room / 1_000_000 + " MB (THERMARGIN_JAVA_OPTS=-Xmx),"
                            + " need " + needed / 1_000_000 + " MB");
        }
    }

    private static int rim(double spacingMm) {
        return (int) Math.ceil(RIM_MM / spacingMm);
    }

    /** Reads at the point; false where nothing is known there. */
    boolean read(double x, double y, double z, Reading reading) {
        double i = grid.indexI(x, y, z);
        double j = grid.indexJ(x, y, z);
        double k = grid.indexK(x, y, z);
        if (!(i >= knownLow[0] && i <= knownHigh[0] && j >= knownLow[1] && j <= knownHigh[1])
                || !(k >= knownLow[2] && k <= knownHigh[2])) {
            return false;
        }
        double value = at(i, j, k);
        double gi = (at(i + stepVoxels[0], j, k) - at(i - stepVoxels[0], j, k));
        double gj = (at(i, j + stepVoxels[1], k) - at(i, j - stepVoxels[1], k));
        double gk = (at(i, j, k + stepVoxels[2]) - at(i, j, k - stepVoxels[2]));
        double length = Math.sqrt(gi * gi + gj * gj + gk * gk);
        if (!(length > 0) || !Double.isFinite(length)) {
            length = 1;
            gi = 0;
            gj = 0;
            gk = 0;
        }
        gi /= length;
        gj /= length;
        gk /= length;
        Direction3 a = grid.iDirection();
        Direction3 b = grid.jDirection();
        Direction3 c = grid.kDirection();
        reading.nx = gi * a.x() + gj * b.x() + gk * c.x();
        reading.ny = gi * a.y() + gj * b.y() + gk * c.y();
        reading.nz = gi * a.z() + gj * b.z() + gk * c.z();
        double u = gi * grid.dxMm();
        double v = gj * grid.dyMm();
        double w = gk * grid.dzMm();
        double gap = Math.sqrt(u * u + v * v + w * w); // from the last centre inside to the first outside
        reading.distanceMm = Math.abs(value) <= gap ? 0.5 * value : value - Math.copySign(0.5 * gap, value);
        return true;
    }

    /** Component of the direction read along an index axis of the mask. */
    double alongAxis(Reading reading, int axis) {
        Direction3 d = axis == 0 ? grid.iDirection() : axis == 1 ? grid.jDirection() : grid.kDirection();
        return reading.nx * d.x() + reading.ny * d.y() + reading.nz * d.z();
    }

    /** Interpolated distance between centres; outside the lattice less the way to it. */
    private double at(double i, double j, double k) {
        double ci = Math.max(0, Math.min(last[0], i));
        double cj = Math.max(0, Math.min(last[1], j));
        double ck = Math.max(0, Math.min(last[2], k));
        double di = away(i - ci, 0) * grid.dxMm();
        double dj = away(j - cj, 1) * grid.dyMm();
        double dk = away(k - ck, 2) * grid.dzMm();
        return inside(ci, cj, ck) - Math.sqrt(di * di + dj * dj + dk * dk);
    }

    /** Voxels outside the lattice; where the organ goes on beyond it, its distance does too. */
    private double away(double outside, int axis) {
        boolean goesOn =
                outside < 0 ? Double.isFinite(knownLow[axis]) : outside > 0 && Double.isFinite(knownHigh[axis]);
        return goesOn ? 0 : outside;
    }

    private double inside(double i, double j, double k) {
        int i0 = (int) Math.min(i, Math.max(0, last[0] - 1));
        int j0 = (int) Math.min(j, Math.max(0, last[1] - 1));
        int k0 = (int) Math.min(k, Math.max(0, last[2] - 1));
        int di = grid.nx() > 1 ? 1 : 0;
        int dj = grid.ny() > 1 ? grid.nx() : 0;
        int dk = grid.nz() > 1 ? grid.nx() * grid.ny() : 0;
        int v = grid.linearIndex(i0, j0, k0);
        float[] s = distances.values();
        double fi = i - i0;
        double fj = j - j0;
        double fk = k - k0;
        double low = mix(mix(s[v], s[v + di], fi), mix(s[v + dj], s[v + dj + di], fi), fj);
        double high = mix(mix(s[v + dk], s[v + dk + di], fi), mix(s[v + dk + dj], s[v + dk + dj + di], fi), fj);
        return mix(low, high, fk);
    }

    private static double mix(double a, double b, double share) {
        return a + share * (b - a);
    }
}
