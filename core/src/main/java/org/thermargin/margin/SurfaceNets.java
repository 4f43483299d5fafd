package org.thermargin.margin;

import java.util.Arrays;
import org.thermargin.grid.VoxelGrid;

/**
 * Surface nets (Gibson 1998, doi:10.1007/BFb0056277): the zero level of a node field as a mesh with one vertex per cell
 * that the level passes through, at the mean of its linear edge crossings, and one quad per crossed lattice edge, cut
 * into two triangles. Values exactly 0 count as outside.
 */
final class SurfaceNets {
    /** Crossed edges of a cell by which of its corners lie inside. */
    private static final byte[][] CROSSED = new byte[256][];

    static {
        for (int signs = 0; signs < CROSSED.length; signs++) {
            CROSSED[signs] = crossed(signs);
        }
    }

    private final double[] phi;
    private final VoxelGrid grid;
    private final long[] inside; // a bit per node, rows of whole words
    private final int perRow;
    private final int[] vertexOfCell;
    private double[] vertices = new double[3 * 4096];
    private int vertexCount;
    private int[] triangles = new int[3 * 8192];
    private int triangleSize;

    private SurfaceNets(double[] phi, VoxelGrid grid) {
        this.phi = phi;
        this.grid = grid;
        this.perRow = (grid.nx() + 63) >>> 6;
        this.inside = inside();
        this.vertexOfCell = new int[phi.length];
        Arrays.fill(vertexOfCell, -1);
    }

    private long[] inside() {
        long[] bits = new long[perRow * grid.ny() * grid.nz()];
        int nx = grid.nx();
        for (int row = 0; row < grid.ny() * grid.nz(); row++) {
            for (int w = 0; w < perRow; w++) {
                int from = row * nx + (w << 6);
                int count = Math.min(64, nx - (w << 6));
                long word = 0;
                for (int i = 0; i < count; i++) {
                    word |= (phi[from + i] > 0 ? 1L : 0L) << i;
                }
                bits[row * perRow + w] = word;
            }
        }
        return bits;
    }

    /** Whether the node is inside, for the nodes of a word of a row. */
    private long word(int w, int row) {
        return inside[row * perRow + w];
    }

    /** The same for the nodes after those. */
    private long next(int w, int row) {
        return word(w, row) >>> 1 | (w + 1 < perRow ? word(w + 1, row) << 63 : 0);
    }

    /** The zero level of the field on the nodes of the grid; positive is inside. */
    static Surface extract(double[] phi, VoxelGrid grid) {
        SurfaceNets nets = new SurfaceNets(phi, grid);
        nets.placeVertices();
        nets.connect();
        return Surface.of(
                Arrays.copyOf(nets.vertices, 3 * nets.vertexCount),
                Arrays.copyOf(nets.triangles, nets.triangleSize),
                grid.maxSpacingMm());
    }

    private void placeVertices() {
        int nx = grid.nx();
        int ny = grid.ny();
        int nz = grid.nz();
        int[] offset = new int[8];
        for (int c = 0; c < 8; c++) {
            offset[c] = (c & 1) + nx * ((c >> 1 & 1) + ny * (c >> 2 & 1));
        }
        double[] value = new double[8];
        long[] corner = new long[8];
        for (int k = 0; k < nz - 1; k++) {
            for (int j = 0; j < ny - 1; j++) {
                int row = j + ny * k;
                for (int w = 0; w < perRow; w++) {
                    long left = mixed(w, row, corner) & RowBits.between(w, 0, nx - 1);
                    for (; left != 0; left &= left - 1) {
                        int bit = Long.numberOfTrailingZeros(left);
                        int i = (w << 6) + bit;
                        int cell = row * nx + i;
                        int signs = 0;
                        for (int c = 0; c < 8; c++) {
                            value[c] = phi[cell + offset[c]];
                            signs |= (int) (corner[c] >>> bit & 1) << c;
                        }
                        placeVertex(i, j, k, cell, value, CROSSED[signs]);
                    }
                }
            }
        }
    }

    /** The cells of a word, by their lowest node, that have nodes on both sides; which of their corners lie inside is written. */
    private long mixed(int w, int row, long[] corner) {
        long any = 0;
        long all = -1L;
        for (int c = 0; c < 4; c++) {
            int of = row + (c & 1) + grid.ny() * (c >> 1);
            corner[2 * c] = word(w, of);
            corner[2 * c + 1] = next(w, of);
            any |= corner[2 * c] | corner[2 * c + 1];
            all &= corner[2 * c] & corner[2 * c + 1];
        }
        return any & ~all;
    }

    /** The crossed edges of a cell whose corners inside are the bits: lower corner times 8, and the axis as a bit. */
    private static byte[] crossed(int signs) {
        byte[] edges = new byte[12];
        int count = 0;
        for (int a = 0; a < 8; a++) {
            for (int axis = 1; axis < 8; axis <<= 1) {
                if ((a & axis) == 0 && (signs >> a & 1) != (signs >> (a | axis) & 1)) {
                    edges[count++] = (byte) (8 * a + axis);
                }
            }
        }
        return Arrays.copyOf(edges, count);
    }

    private void placeVertex(int i, int j, int k, int cell, double[] value, byte[] crossed) {
        double sx = 0;
        double sy = 0;
        double sz = 0;
        int crossings = crossed.length;
        for (byte edge : crossed) {
            int a = edge >> 3;
            int axis = edge & 7;
            double t = value[a] / (value[a] - value[a | axis]);
            sx += (a & 1) + (axis == 1 ? t : 0);
            sy += (a >> 1 & 1) + (axis == 2 ? t : 0);
            sz += (a >> 2 & 1) + (axis == 4 ? t : 0);
        }
        double ci = i + sx / crossings;
        double cj = j + sy / crossings;
        double ck = k + sz / crossings;
        if (3 * vertexCount == vertices.length) {
            vertices = Arrays.copyOf(vertices, 2 * vertices.length);
        }
        vertices[3 * vertexCount] = grid.worldX(ci, cj, ck);
        vertices[3 * vertexCount + 1] = grid.worldY(ci, cj, ck);
        vertices[3 * vertexCount + 2] = grid.worldZ(ci, cj, ck);
        vertexOfCell[cell] = vertexCount++;
    }

    private void connect() {
        int nx = grid.nx();
        int ny = grid.ny();
        int nz = grid.nz();
        int sy = nx;
        int sz = nx * ny;
        boolean rightHanded = handedness() > 0;
        for (int k = 1; k < nz - 1; k++) {
            for (int j = 1; j < ny - 1; j++) {
                int row = j + ny * k;
                for (int w = 0; w < perRow; w++) {
                    long own = word(w, row);
                    long alongI = own ^ next(w, row);
                    long alongJ = own ^ word(w, row + 1);
                    long alongK = own ^ word(w, row + ny);
                    long crossed = (alongI | alongJ | alongK) & RowBits.between(w, 1, nx - 1);
                    for (; crossed != 0; crossed &= crossed - 1) {
                        int bit = Long.numberOfTrailingZeros(crossed);
                        int n = row * nx + (w << 6) + bit;
                        boolean forward = (own >>> bit & 1) != 0 == rightHanded;
                        if ((alongI >>> bit & 1) != 0) {
                            quad(n, sy, sz, forward);
                        }
                        if ((alongJ >>> bit & 1) != 0) {
                            quad(n, sz, 1, forward);
                        }
                        if ((alongK >>> bit & 1) != 0) {
                            quad(n, 1, sy, forward);
                        }
                    }
                }
            }
        }
    }

    /** The four cells around the edge that leaves node n along the third axis of (u, v, axis). */
    private void quad(int n, int u, int v, boolean forward) {
        int a = vertexOfCell[n - u - v];
        int b = vertexOfCell[n - v];
        int c = vertexOfCell[n];
        int d = vertexOfCell[n - u];
        if (forward) {
            triangle(a, b, c);
            triangle(a, c, d);
        } else {
            triangle(a, c, b);
            triangle(a, d, c);
        }
    }

    private void triangle(int a, int b, int c) {
        if (triangleSize + 3 > triangles.length) {
            triangles = Arrays.copyOf(triangles, 2 * triangles.length);
        }
        triangles[triangleSize++] = a;
        triangles[triangleSize++] = b;
        triangles[triangleSize++] = c;
    }

    private double handedness() {
        return grid.iDirection().cross(grid.jDirection()).dot(grid.kDirection());
    }
}
