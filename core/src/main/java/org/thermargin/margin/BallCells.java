package org.thermargin.margin;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.thermargin.grid.VoxelGrid;

/**
 * Boxes that together hold the boundary of C = {c : dist(c, F) >= r}, the possible centres of balls of radius r inside a
 * region, where F are its {@link ForbiddenCentres}. They form a binary tree: groups of voxels above whole voxels, which
 * are the only ones whose centre is within half a diagonal of distance r from F; below a voxel, cells halved along their
 * longest axis. A cell is dropped when one forbidden centre is nearer than r to all of it, or none to any of it. Groups
 * and cells are halved only where a search asks for it, and stay halved, so that later searches find them.
 *
 * <p>The inside of C is not listed. The radius must exceed half the voxel diagonal, so that a ball centre's own voxel
 * belongs to the region. Boxes are aligned with a {@link BoxFrame}. Not thread-safe.
 */
final class BallCells {
    private static final int ROOT = 0;
    private static final int NOT_SPLIT = -1;

    private final ForbiddenCentres forbidden;
    private final VoxelGrid grid;
    private final BoxFrame frame;
    private final double radiusMm;
    private final VoxelGroups voxels;
    private final double elsewhereMm; // from the other set to boundary that is not listed, at least; NaN: not known
    private final ForbiddenCentres.Neighbourhood neighbourhood;
    private final int[][] near; // per voxel, once it is halved: offsets of the forbidden centres that matter
    private final CellSizes sizes;
    private int size;
    private double[] box; // per node: centre and half extents in the frame, mm
    private double[] index; // per cell: offset of its centre from its voxel, index units; per group: its longest axis
    private int[] firstChild;
    private int[] children; // number, or NOT_SPLIT
    private int[] voxel; // per cell: position in voxels; per group: of the first of its voxels in order
    private int[] level; // of a cell; of a group the number of its voxels, negative
    private int known; // nodes that rewinding keeps
    private int[] halved = new int[16]; // those of them that were halved since
    private int halvedCount;

    /** The cells of all of the boundary. */
    BallCells(ForbiddenCentres forbidden, double radiusMm, BoxFrame frame) {
        this(forbidden, radiusMm, frame, forbidden.voxelsNearDistance(radiusMm), Double.POSITIVE_INFINITY);
    }

    private BallCells(ForbiddenCentres forbidden, double radiusMm, BoxFrame frame, int[] voxels, double elsewhereMm) {
        this.forbidden = forbidden;
        this.grid = forbidden.grid();
        this.frame = frame;
        this.radiusMm = radiusMm;
        this.voxels = new VoxelGroups(voxels, grid, frame);
        this.elsewhereMm = elsewhereMm;
        this.neighbourhood = forbidden.neighbourhood(radiusMm);
        this.near = new int[voxels.length][];
        this.sizes = new CellSizes(grid, frame);
        int nodes = 1024;
        box = new double[6 * nodes];
        index = new double[3 * nodes];
        firstChild = new int[nodes];
        children = new int[nodes];
        voxel = new int[nodes];
        level = new int[nodes];
        if (voxels.length > 0) {
            size = 1;
            group(ROOT, 0, voxels.length);
        }
    }

    private BallCells(BallCells other) {
        forbidden = other.forbidden;
        grid = other.grid;
        frame = other.frame;
        radiusMm = other.radiusMm;
        voxels = other.voxels.copy();
        elsewhereMm = other.elsewhereMm;
        neighbourhood = other.neighbourhood;
        near = other.near.clone();
        sizes = other.sizes;
        size = other.size;
        box = other.box.clone();
        index = other.index.clone();
        firstChild = other.firstChild.clone();
        children = other.children.clone();
        voxel = other.voxel.clone();
        level = other.level.clone();
        known = size;
    }

    /** Number of groups and cells that searches have come to so far. */
    int nodeCount() {
        return size;
    }

    /** Whether three times as many cells came since they were copied as there were. */
    boolean isMuchHalved() {
        return size > 4 * known;
    }

    /** Forgets what was halved since the cells were copied, so that the next search finds them as this one did. */
    void rewind() {
        for (int n = 0; n < halvedCount; n++) {
            children[halved[n]] = NOT_SPLIT;
        }
        halvedCount = 0;
        size = known;
    }

    /** The same cells, halved where these are; halving one does not touch the other. */
    BallCells copy() {
        return new BallCells(this);
    }

    /**
     * The cells of the voxels (linear indices) that the selection holds. The rest of the boundary lies at least so far
     * (mm) from the points of a search, which finds no longer distances; NaN where nothing is known of it.
     */
    static BallCells selected(
            ForbiddenCentres forbidden, double radiusMm, BoxFrame frame, IntPredicate selection, double elsewhereMm) {
        return new BallCells(
                forbidden, radiusMm, frame, forbidden.voxelsNearDistance(radiusMm, selection), elsewhereMm);
    }

    /** Whether C is known to be empty: it has no boundary, and none of it was left out. */
    boolean isEmpty() {
        return voxels.count() == 0 && !Double.isFinite(elsewhereMm);
    }

    /** The cells of the same region for another radius. */
    BallCells withRadius(double otherMm) {
        return new BallCells(forbidden, otherMm, frame);
    }

    /** All groups halved down to single voxels, for cells that many searches begin with. */
    BallCells whole() {
        for (int node = 0; node < size; node++) {
            if (isGroup(node)) {
                divide(node);
            }
        }
        return this;
    }

    private boolean isGroup(int node) {
        return level[node] < 0;
    }

    /** Makes the node the group of a range of the voxels, or the cell of a single one. */
    private void group(int node, int from, int to) {
        if (to - from == 1) {
            cell(node, voxels.at(from), 0, 0, 0, 0);
            return;
        }
        voxels.copyBox(from, to, box, 6 * node);
        index[3 * node] = voxels.longestAxis();
        for (int a = 0; a < 3; a++) {
            box[6 * node + 3 + a] += sizes.halfFrameMm(0, a);
        }
        voxel[node] = from;
        level[node] = from - to;
        children[node] = NOT_SPLIT;
    }

    /** Halves a group at the middle of its longest side. */
    private void part(int node) {
        int from = voxel[node];
        int to = from - level[node];
        int axis = (int) index[3 * node];
        int split = voxels.split(from, to, axis, box[6 * node + axis]);
        reserve(node);
        int first = size;
        size += 2;
        group(first, from, split);
        group(first + 1, split, to);
        firstChild[node] = first;
        children[node] = 2;
    }

    private void cell(int node, int ofVoxel, int atLevel, double di, double dj, double dk) {
        int n = voxels.linear(ofVoxel);
        double i = n % grid.nx() + di;
        double j = n / grid.nx() % grid.ny() + dj;
        double k = n / grid.nx() / grid.ny() + dk;
        frame.place(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k), box, 6 * node);
        sizes.copyHalfFrame(atLevel, box, 6 * node + 3);
        index[3 * node] = di;
        index[3 * node + 1] = dj;
        index[3 * node + 2] = dk;
        voxel[node] = ofVoxel;
        level[node] = atLevel;
        children[node] = NOT_SPLIT;
    }

    /** Radius of the balls, mm. */
    double radiusMm() {
        return radiusMm;
    }

    ForbiddenCentres forbidden() {
        return forbidden;
    }

    BoxFrame frame() {
        return frame;
    }

    /** Number of voxels that may hold boundary points. */
    int voxelCount() {
        return voxels.count();
    }

    /** Those voxels, linear indices; not a copy. */
    int[] listed() {
        return voxels.linear();
    }

    /** Half the diagonal of the box round a voxel, mm. */
    double voxelRhoMm() {
        return BoxFrame.length(sizes.halfFrameMm(0, 0), sizes.halfFrameMm(0, 1), sizes.halfFrameMm(0, 2));
    }

    /** Copies the box of the node: centre and half extents in the frame, mm. Node 0 holds everything. */
    void copyBox(int node, double[] to) {
        System.arraycopy(box, 6 * node, to, 0, 6);
    }

    /** First of the nodes into which a node is divided; there may be none. */
    int firstChild(int node) {
        return firstChild[node];
    }

    /** Number of nodes into which a node is divided; divides it if that has not been done. */
    int divide(int node) {
        if (children[node] == NOT_SPLIT) {
            if (isGroup(node)) {
                part(node);
            } else {
                halve(node);
            }
        }
        return children[node];
    }

    /** Radius of the ball that holds a node's box, mm. */
    double rhoMm(int node) {
        return BoxFrame.length(box[6 * node + 3], box[6 * node + 4], box[6 * node + 5]);
    }

    private void halve(int node) {
        int parentLevel = level[node];
        int axis = sizes.longest(parentLevel);
        int v = voxel[node];
        if (near[v] == null) {
            near[v] = neighbourhood.around(voxels.linear(v));
        }
        reserve(node);
        int first = size;
        for (int side = -1; side <= 1; side += 2) {
            double shift = side * sizes.halfIndex(parentLevel, axis) / 2;
            double di = index[3 * node] + (axis == 0 ? shift : 0);
            double dj = index[3 * node + 1] + (axis == 1 ? shift : 0);
            double dk = index[3 * node + 2] + (axis == 2 ? shift : 0);
            if (sizes.mayHoldBoundary(near[v], di, dj, dk, parentLevel + 1, radiusMm)) {
                cell(size++, v, parentLevel + 1, di, dj, dk);
            }
        }
        firstChild[node] = first;
        children[node] = size - first;
    }

    /** Makes room for two more nodes, those of a node that is to be halved. */
    private void reserve(int node) {
        if (size + 2 > firstChild.length) {
            grow();
        }
        if (node < known) {
            halved = halvedCount == halved.length ? Arrays.copyOf(halved, 2 * halvedCount) : halved;
            halved[halvedCount++] = node;
        }
    }

    private void grow() {
        int nodes = 2 * firstChild.length;
        box = Arrays.copyOf(box, 6 * nodes);
        index = Arrays.copyOf(index, 3 * nodes);
        firstChild = Arrays.copyOf(firstChild, nodes);
        children = Arrays.copyOf(children, nodes);
        voxel = Arrays.copyOf(voxel, nodes);
        level = Arrays.copyOf(level, nodes);
    }

    /**
     * A lower bound of the distance between a box (centre and half extents in the frame, mm) and C, 0 when they may meet,
     * infinite when C is empty. Cells are halved until they fit a ball of {@code fineMm}. The search ends as soon as the
     * bound is known to be at most {@code floorMm}.
     */
    double distanceMm(double[] query, double fineMm, double floorMm) {
        double gap = gapMm(query, fineMm, floorMm);
        if (gap <= floorMm) {
            return gap;
        }
        // a point of the box that belonged to C would lie at least that far inside it
        double x = frame.worldX(query[0], query[1], query[2]);
        double y = frame.worldY(query[0], query[1], query[2]);
        double z = frame.worldZ(query[0], query[1], query[2]);
        double rho = BoxFrame.length(query[3], query[4], query[5]);
        double inside = Math.min(gap, Math.max(0, forbidden.knownWithinMm(x, y, z) - rho));
        inside = Double.isNaN(elsewhereMm) ? 0 : Math.min(inside, Math.max(0, elsewhereMm - 2 * rho));
        return forbidden.atMostMm(x, y, z) + rho >= radiusMm + inside ? 0 : gap;
    }

    /** Lower bound of the distance between the box and the boundary cells, mm. */
    private double gapMm(double[] query, double fineMm, double floorMm) {
        if (size == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double best = Double.POSITIVE_INFINITY;
        double floor = floorMm * floorMm;
        int[] nodes = new int[4 * CellSizes.LEVELS];
        double[] gaps = new double[4 * CellSizes.LEVELS];
        int waiting = 1;
        nodes[0] = ROOT;
        gaps[0] = gapSq(ROOT, query);
        while (waiting > 0) {
            int node = nodes[--waiting];
            double gap = gaps[waiting];
            if (gap >= best) {
                continue;
            }
            if (children[node] == NOT_SPLIT) {
                if (!isGroup(node) && (rhoMm(node) <= fineMm || level[node] == CellSizes.LEVELS - 1)) {
                    best = gap;
                    waiting = best <= floor ? 0 : waiting;
                    continue;
                }
                divide(node);
            }
            int first = firstChild[node];
            if (children[node] == 1) {
                nodes[waiting] = first;
                gaps[waiting++] = gapSq(first, query);
            } else if (children[node] == 2) {
                double one = gapSq(first, query);
                double other = gapSq(first + 1, query);
                nodes[waiting] = one <= other ? first + 1 : first; // the nearer one is looked at first
                gaps[waiting++] = Math.max(one, other);
                nodes[waiting] = one <= other ? first : first + 1;
                gaps[waiting++] = Math.min(one, other);
            }
        }
        return Math.sqrt(best);
    }

    private double gapSq(int node, double[] query) {
        int b = 6 * node;
        double x = Math.max(0, Math.abs(box[b] - query[0]) - box[b + 3] - query[3]);
        double y = Math.max(0, Math.abs(box[b + 1] - query[1]) - box[b + 4] - query[4]);
        double z = Math.max(0, Math.abs(box[b + 2] - query[2]) - box[b + 5] - query[5]);
        return x * x + y * y + z * z;
    }

    /** Whether C has the centre of a listed voxel within the limit of the query's middle; quick, and may miss. */
    boolean hasVoxelCentreWithin(double[] query, double limitMm) {
        double limit = limitMm * limitMm;
        int[] nodes = new int[4 * CellSizes.LEVELS];
        int waiting = size > 0 ? 1 : 0;
        nodes[0] = ROOT;
        while (waiting > 0) {
            int node = nodes[--waiting];
            if (gapSq(node, query) > limit) {
                continue;
            }
            if (isGroup(node)) {
                divide(node);
                nodes[waiting++] = firstChild[node] + 1;
                nodes[waiting++] = firstChild[node];
            } else if (isCentreWithin(node, query, limit)) {
                return true;
            }
        }
        return false;
    }

    private boolean isCentreWithin(int node, double[] query, double limitSq) {
        double x = box[6 * node] - query[0];
        double y = box[6 * node + 1] - query[1];
        double z = box[6 * node + 2] - query[2];
        return level[node] == 0
                && x * x + y * y + z * z <= limitSq
                && forbidden.isFartherThan(voxels.linear(voxel[node]), radiusMm);
    }
}
