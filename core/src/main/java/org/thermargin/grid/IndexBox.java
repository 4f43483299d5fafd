package org.thermargin.grid;

/** A box of voxels: from the low index (included) to the high index (excluded) along each axis; never empty. */
public record IndexBox(int iLow, int jLow, int kLow, int iHigh, int jHigh, int kHigh) {
    public IndexBox {
        if (iLow >= iHigh || jLow >= jHigh || kLow >= kHigh) {
            throw new IllegalArgumentException("empty index box [" + iLow + "," + iHigh + ") [" + jLow + "," + jHigh
                    + ") [" + kLow + "," + kHigh + ")");
        }
    }

    /** Number of voxels along i. */
    public int nx() {
        return iHigh - iLow;
    }

    /** Number of voxels along j. */
    public int ny() {
        return jHigh - jLow;
    }

    /** Number of voxels along k. */
    public int nz() {
        return kHigh - kLow;
    }

    /** Number of voxels. */
    public long voxelCount() {
        return (long) nx() * ny() * nz();
    }

    /** The box grown by the given numbers of voxels on both sides of each axis; may reach outside the grid. */
    public IndexBox grown(int di, int dj, int dk) {
        return new IndexBox(iLow - di, jLow - dj, kLow - dk, iHigh + di, jHigh + dj, kHigh + dk);
    }

    /** The box moved by the given numbers of voxels; may reach outside the grid. */
    public IndexBox shifted(int di, int dj, int dk) {
        return new IndexBox(iLow + di, jLow + dj, kLow + dk, iHigh + di, jHigh + dj, kHigh + dk);
    }

    /** The smallest box that holds both. */
    public IndexBox union(IndexBox other) {
        return new IndexBox(
                Math.min(iLow, other.iLow),
                Math.min(jLow, other.jLow),
                Math.min(kLow, other.kLow),
                Math.max(iHigh, other.iHigh),
                Math.max(jHigh, other.jHigh),
                Math.max(kHigh, other.kHigh));
    }

    /** Whether a voxel lies in both. */
    public boolean meets(IndexBox other) {
        return Math.max(iLow, other.iLow) < Math.min(iHigh, other.iHigh)
                && Math.max(jLow, other.jLow) < Math.min(jHigh, other.jHigh)
                && Math.max(kLow, other.kLow) < Math.min(kHigh, other.kHigh);
    }

    /** The part that lies in both; they must meet. */
    public IndexBox intersection(IndexBox other) {
        return new IndexBox(
                Math.max(iLow, other.iLow),
                Math.max(jLow, other.jLow),
                Math.max(kLow, other.kLow),
                Math.min(iHigh, other.iHigh),
                Math.min(jHigh, other.jHigh),
                Math.min(kHigh, other.kHigh));
    }

    /** The part inside the grid's own box, or the grid's nearest voxel layer where there is none. */
    public IndexBox clippedTo(VoxelGrid grid) {
        int i0 = Math.max(0, Math.min(grid.nx() - 1, iLow));
        int j0 = Math.max(0, Math.min(grid.ny() - 1, jLow));
        int k0 = Math.max(0, Math.min(grid.nz() - 1, kLow));
        return new IndexBox(
                i0,
                j0,
                k0,
                Math.max(i0 + 1, Math.min(grid.nx(), iHigh)),
                Math.max(j0 + 1, Math.min(grid.ny(), jHigh)),
                Math.max(k0 + 1, Math.min(grid.nz(), kHigh)));
    }

    /** Whether the voxel lies in the box. */
    public boolean contains(int i, int j, int k) {
        return i >= iLow && i < iHigh && j >= jLow && j < jHigh && k >= kLow && k < kHigh;
    }
}
