package org.thermargin.grid;

import java.util.Optional;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Bounds3;

/**
 * A set of voxels of a grid, one bit each. Rows (fixed j, k) are padded to whole 64-bit words: voxel (i, j, k) is bit
 * {@code i & 63} of word {@code (j + ny * k) * wordsPerRow + (i >> 6)}; padding bits are 0. Immutable once handed out
 * by convention: only the code that builds a mask sets bits.
 */
public final class BinaryMask {
    private final VoxelGrid grid;
    private final int wordsPerRow;
    private final long[] words;
    /** What {@link #boundingBox} and {@link #count} found last; forgotten when a bit changes. */
    private Optional<IndexBox> box; // null: not known

    private Long count; // null: not known

    /** An empty mask on the grid. */
    public BinaryMask(VoxelGrid grid) {
        this.grid = grid;
        this.wordsPerRow = (grid.nx() + 63) >>> 6;
        this.words = new long[Math.toIntExact((long) wordsPerRow * grid.ny() * grid.nz())];
    }

    private BinaryMask(VoxelGrid grid, long[] words) {
        this.grid = grid;
        this.wordsPerRow = (grid.nx() + 63) >>> 6;
        this.words = words;
    }

    public VoxelGrid grid() {
        return grid;
    }

    /** Words per row of voxels. */
    public int wordsPerRow() {
        return wordsPerRow;
    }

    /** The packed bits themselves, not a copy; for kernels that set some. See the class comment for the layout. */
    public long[] words() {
        forget();
        return words;
    }

    /** The same for kernels that only read, so that what is known of the mask stays known. */
    public long[] packed() {
        return words;
    }

    private void forget() {
        box = null;
        count = null;
    }

    /** Word w of a row of voxels, as {@link #words} packs it; 0 outside the grid. */
    public long word(int w, int j, int k) {
        return w < 0 || w >= wordsPerRow || j < 0 || j >= grid.ny() || k < 0 || k >= grid.nz()
                ? 0
                : words[(j + grid.ny() * k) * wordsPerRow + w];
    }

    /** Whether the voxel is set. */
    public boolean get(int i, int j, int k) {
        return (words[(j + grid.ny() * k) * wordsPerRow + (i >> 6)] >>> (i & 63) & 1) != 0;
    }

    /** Whether the voxel is set; false outside the grid. */
    public boolean getOrFalse(int i, int j, int k) {
        return grid.contains(i, j, k) && get(i, j, k);
    }

    /** Whether the voxel nearest to the world point (LPS mm) is set; false outside the grid. */
    public boolean holds(double x, double y, double z) {
        return getOrFalse(
                (int) Math.floor(grid.indexI(x, y, z) + 0.5), (int) Math.floor(grid.indexJ(x, y, z) + 0.5), (int)
                        Math.floor(grid.indexK(x, y, z) + 0.5));
    }

    /** First index of a set voxel of the row that is at least i; nx where there is none. */
    public int nextSet(int i, int j, int k) {
        int row = (j + grid.ny() * k) * wordsPerRow;
        for (int w = i >> 6; w < wordsPerRow; w++) {
            long word = words[row + w] & (w == i >> 6 ? -1L << (i & 63) : -1L);
            if (word != 0) {
                return (w << 6) + Long.numberOfTrailingZeros(word);
            }
        }
        return grid.nx();
    }

    /** Whether all voxels of a row from the first (included) to the last (excluded), at least one, are set. */
    public boolean isRunSet(int iFrom, int iTo, int j, int k) {
        int row = (j + grid.ny() * k) * wordsPerRow;
        int last = (iTo - 1) >> 6;
        for (int w = iFrom >> 6; w <= last; w++) {
            long run = w == iFrom >> 6 ? -1L << (iFrom & 63) : -1L;
            run &= w == last ? -1L >>> (63 - ((iTo - 1) & 63)) : -1L;
            if ((words[row + w] & run) != run) {
                return false;
            }
        }
        return true;
    }

    /** Sets the voxel. */
    public void set(int i, int j, int k) {
        forget();
        words[(j + grid.ny() * k) * wordsPerRow + (i >> 6)] |= 1L << (i & 63);
    }

    /** Sets the voxels of a row from the first (included) to the last (excluded), at least one. */
    public void setRun(int iFrom, int iTo, int j, int k) {
        forget();
        int row = (j + grid.ny() * k) * wordsPerRow;
        int last = (iTo - 1) >> 6;
        for (int w = iFrom >> 6; w <= last; w++) {
            long first = w == iFrom >> 6 ? -1L << (iFrom & 63) : -1L;
            words[row + w] |= w == last ? first & (-1L >>> (63 - ((iTo - 1) & 63))) : first;
        }
    }

    /** Clears the voxel. */
    public void clear(int i, int j, int k) {
        forget();
        words[(j + grid.ny() * k) * wordsPerRow + (i >> 6)] &= ~(1L << (i & 63));
    }

    /** Whether a set voxel lies in the outermost layer of the grid. */
    public boolean touchesBorder() {
        return boundingBox()
                .map(b -> b.iLow() == 0
                        || b.jLow() == 0
                        || b.kLow() == 0
                        || b.iHigh() == grid.nx()
                        || b.jHigh() == grid.ny()
                        || b.kHigh() == grid.nz())
                .orElse(false);
    }

    /** Number of set voxels. */
    public long count() {
        Long known = count;
        if (known == null) {
            long sum = 0;
            for (long word : words) {
                sum += Long.bitCount(word);
            }
            known = sum;
            count = known;
        }
        return known;
    }

    /** Whether no voxel is set. */
    public boolean isEmpty() {
        for (long word : words) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    /** Volume of the set voxels, mL (voxel count times voxel volume). */
    public double volumeMl() {
        return count() * grid.voxelVolumeMm3() / 1000;
    }

    /** The smallest box of all set voxels; empty for an empty mask. */
    public Optional<IndexBox> boundingBox() {
        Optional<IndexBox> known = box;
        if (known == null) {
            known = findBox();
            box = known;
        }
        return known;
    }

    private Optional<IndexBox> findBox() {
        long[] across = new long[wordsPerRow]; // of all rows
        int jLow = grid.ny();
        int jHigh = -1;
        int kLow = grid.nz();
        int kHigh = -1;
        for (int k = 0, row = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++, row += wordsPerRow) {
                long any = 0;
                for (int w = 0; w < wordsPerRow; w++) {
                    any |= words[row + w];
                    across[w] |= words[row + w];
                }
                if (any != 0) {
                    jLow = Math.min(jLow, j);
                    jHigh = Math.max(jHigh, j);
                    kLow = Math.min(kLow, k);
                    kHigh = k;
                }
            }
        }
        if (kHigh < 0) {
            return Optional.empty();
        }
        int first = 0;
        while (across[first] == 0) {
            first++;
        }
        int last = wordsPerRow - 1;
        while (across[last] == 0) {
            last--;
        }
        int iLow = (first << 6) + Long.numberOfTrailingZeros(across[first]);
        int iHigh = (last << 6) + 63 - Long.numberOfLeadingZeros(across[last]);
        return Optional.of(new IndexBox(iLow, jLow, kLow, iHigh + 1, jHigh + 1, kHigh + 1));
    }

    /** World box around the bodies of the set voxels; empty for an empty mask. */
    public Optional<Bounds3> worldBounds() {
        return boundingBox().map(grid::worldBounds);
    }

    /**
     * The part of this mask in the given box, on the grid of that box; voxels of the box that lie outside this grid
     * are unset.
     */
    public BinaryMask cropped(IndexBox box) {
        BinaryMask result = new BinaryMask(grid.subgrid(box));
        int kFrom = Math.max(0, box.kLow());
        int kTo = Math.min(grid.nz(), box.kHigh());
        int jFrom = Math.max(0, box.jLow());
        int jTo = Math.min(grid.ny(), box.jHigh());
        for (int k = kFrom; k < kTo; k++) {
            for (int j = jFrom; j < jTo; j++) {
                copyRow(j, k, box, result);
            }
        }
        return result;
    }

    /**
     * The same voxels on another grid of the same lattice, which must be one; voxels outside that grid are lost, voxels
     * it adds are unset.
     */
    public BinaryMask onto(VoxelGrid other) {
        if (other.equals(grid)) {
            return this;
        }
        VoxelGrid.IndexOffset offset = grid.latticeOffset(other);
        BinaryMask moved = cropped(new IndexBox(
                offset.i(),
                offset.j(),
                offset.k(),
                offset.i() + other.nx(),
                offset.j() + other.ny(),
                offset.k() + other.nz()));
        return new BinaryMask(other, moved.words);
    }

    /** These very bits on a grid of the same size elsewhere; not a copy. */
    public BinaryMask placedOn(VoxelGrid other) {
        if (other.nx() != grid.nx() || other.ny() != grid.ny() || other.nz() != grid.nz()) {
            throw new IllegalArgumentException("grids of different size: " + grid + " and " + other);
        }
        return new BinaryMask(other, words);
    }

    /** The same voxels at the places to which the map takes them; empty where it slants the index axes. */
    public Optional<BinaryMask> mapped(AffineMap map) {
        return MovedLattice.of(grid, map).map(this::placedOn);
    }

    /** Copies a row of this mask into the box, a word at a time. */
    private void copyRow(int j, int k, IndexBox box, BinaryMask result) {
        int from = (j + grid.ny() * k) * wordsPerRow;
        int to = (j - box.jLow() + box.ny() * (k - box.kLow())) * result.wordsPerRow;
        int shift = box.iLow() & 63;
        int first = box.iLow() >> 6; // word of this row at bit iLow, may lie before it
        for (int w = 0; w < result.wordsPerRow; w++) {
            long word = wordOfRow(from, first + w) >>> shift;
            if (shift != 0) {
                word |= wordOfRow(from, first + w + 1) << (64 - shift);
            }
            result.words[to + w] = word;
        }
        int rest = box.nx() & 63;
        if (rest != 0) {
            result.words[to + result.wordsPerRow - 1] &= (1L << rest) - 1;
        }
    }

    /** A word of the row that begins at the place; 0 beyond the row. */
    private long wordOfRow(int row, int w) {
        return w < 0 || w >= wordsPerRow ? 0 : words[row + w];
    }

    /** The voxels set in both; same grid required. */
    public BinaryMask and(BinaryMask other) {
        return combined(other, (a, b) -> a & b);
    }

    /** The voxels set in either; same grid required. */
    public BinaryMask or(BinaryMask other) {
        return combined(other, (a, b) -> a | b);
    }

    /** The voxels set here and not in the other; same grid required. */
    public BinaryMask andNot(BinaryMask other) {
        return combined(other, (a, b) -> a & ~b);
    }

    /** The voxels of the grid that are not set. */
    public BinaryMask not() {
        BinaryMask result = new BinaryMask(grid);
        long[] to = result.words;
        for (int n = 0; n < words.length; n++) {
            to[n] = ~words[n];
        }
        if ((grid.nx() & 63) != 0) {
            long last = (1L << (grid.nx() & 63)) - 1;
            for (int n = wordsPerRow - 1; n < words.length; n += wordsPerRow) {
                to[n] &= last;
            }
        }
        return result;
    }

    private BinaryMask combined(BinaryMask other, java.util.function.LongBinaryOperator operator) {
        if (!grid.equals(other.grid)) {
            throw new IllegalArgumentException("masks on different grids: " + grid + " and " + other.grid);
        }
        BinaryMask result = new BinaryMask(grid);
        for (int n = 0; n < words.length; n++) {
            result.words[n] = operator.applyAsLong(words[n], other.words[n]);
        }
        return result;
    }

    /** Same grid, same voxels. */
    @Override
    public boolean equals(Object object) {
        return object instanceof BinaryMask other
                && grid.equals(other.grid)
                && java.util.Arrays.equals(words, other.words);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(words);
    }
}
