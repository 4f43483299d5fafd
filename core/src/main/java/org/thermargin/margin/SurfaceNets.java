package org.thermargin.margin;

import java.util.Arrays;
import org.thermargin.grid.VoxelGrid;

/**
 * Surface nets (Gibson 1998, doi:10.1007/BFb0056277): the zero level of a node field as a mesh with one vertex per cell
 * that the level passes through, at the mean of its linear edge crossings, and one quad per crossed lattice edge, cut
 * into two triangles. Values exactly 0 count as outside.
 */
final class SurfaceNets {
    private final double[] phi;
    private final VoxelGrid grid;
    private final int[] vertexOfCell;
    private double[] vertices = new double[3 * 4096];
    private int vertexCount;
    private int[] triangles = new int[3 * 8192];
    private int triangleSize;

    private SurfaceNets(double[] phi, VoxelGrid grid) {
        this.phi = phi;
        this.grid = grid;
        this.vertexOfCell = new int[phi.length];
        Arrays.fill(vertexOfCell, -1);
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
        for (int k = 0; k < nz - 1; k++) {
            for (int j = 0; j < ny - 1; j++) {
                int row = grid.linearIndex(0, j, k);
                int inside = column(row, nx, nx * ny);
                for (int i = 0; i < nx - 1; i++) {
                    int before = inside;
                    inside = column(row + i + 1, nx, nx * ny);
                    if (before + inside != 0 && before + inside != 8) {
                        for (int c = 0; c < 8; c++) {
                            value[c] = phi[row + i + offset[c]];
                        }
                        placeVertex(i, j, k, row + i, value);
                    }
                }
            }
        }
    }

    /** How many of the four nodes of a cell's face are inside; the first is n. */
    private int column(int n, int sy, int sz) {
        return (phi[n] > 0 ? 1 : 0)
                + (phi[n + sy] > 0 ? 1 : 0)
                + (phi[n + sz] > 0 ? 1 : 0)
                + (phi[n + sy + sz] > 0 ? 1 : 0);
    }

    private void placeVertex(int i, int j, int k, int cell, double[] value) {
        double sx = 0;
        double sy = 0;
        double sz = 0;
        int crossings = 0;
        for (int a = 0; a < 8; a++) {
            for (int axis = 1; axis < 8; axis <<= 1) {
                if ((a & axis) == 0 && value[a] > 0 != value[a | axis] > 0) {
                    double t = value[a] / (value[a] - value[a | axis]);
                    sx += (a & 1) + (axis == 1 ? t : 0);
                    sy += (a >> 1 & 1) + (axis == 2 ? t : 0);
                    sz += (a >> 2 & 1) + (axis == 4 ? t : 0);
                    crossings++;
                }
            }
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
                for (int i = 1; i < nx - 1; i++) {
                    int n = grid.linearIndex(i, j, k);
                    boolean in = phi[n] > 0;
                    if (in != phi[n + 1] > 0) {
                        quad(n, sy, sz, in == rightHanded);
                    }
                    if (in != phi[n + sy] > 0) {
                        quad(n, sz, 1, in == rightHanded);
                    }
                    if (in != phi[n + sz] > 0) {
                        quad(n, 1, sy, in == rightHanded);
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
