package org.thermargin.geometry;

import java.util.HashMap;
import java.util.Map;

/**
 * Normals that tell inside from outside at the nearest feature of a closed mesh: of a face, the mean of the two faces
 * at an edge, and at a vertex the faces' normals weighted by their angles. Baerentzen and Aanaes, IEEE TVCG
 * 2005;11:243-253, doi:10.1109/TVCG.2005.49. Also finds whether the mesh is closed.
 */
final class MeshNormals {
    private final int[] corners;
    private final double[] faces;
    private final double[] vertices;
    /** The triangle beyond side s of triangle t at 3 t + s. */
    private final int[] beyond;

    private MeshNormals(int[] corners, double[] faces, double[] vertices, int[] beyond) {
        this.corners = corners;
        this.faces = faces;
        this.vertices = vertices;
        this.beyond = beyond;
    }

    /** The normals; a mesh whose sides do not pair up is refused with the number of open sides. */
    static MeshNormals of(double[] v, int[] corners) {
        int[] beyond = neighbours(corners);
        double[] faces = new double[corners.length];
        double[] vertices = new double[v.length];
        double[] side = new double[9];
        for (int t = 0; t < corners.length; t += 3) {
            for (int c = 0; c < 3; c++) {
                int from = 3 * corners[t + c];
                int to = 3 * corners[t + (c + 1) % 3];
                for (int n = 0; n < 3; n++) {
                    side[3 * c + n] = v[to + n] - v[from + n];
                }
            }
            face(side, faces, t);
            for (int c = 0; c < 3; c++) {
                double angle = angle(side, 3 * c, 3 * ((c + 2) % 3));
                for (int n = 0; n < 3; n++) {
                    vertices[3 * corners[t + c] + n] += angle * faces[t + n];
                }
            }
        }
        return new MeshNormals(corners, faces, vertices, beyond);
    }

    private static int[] neighbours(int[] corners) {
        Map<Long, Integer> sides = new HashMap<>();
        int doubled = 0;
        for (int s = 0; s < corners.length; s++) {
            doubled += sides.putIfAbsent(key(corners, s, false), s) == null ? 0 : 1;
        }
        int[] beyond = new int[corners.length];
        int open = 0;
        for (int s = 0; s < corners.length; s++) {
            Integer other = sides.get(key(corners, s, true));
            open += other == null ? 1 : 0;
            beyond[s] = other == null ? s / 3 : other / 3;
        }
        if (open > 0 || doubled > 0) {
            throw new IllegalArgumentException(
                    "a mesh must be closed, each edge shared by two triangles that run along it in opposite directions; "
                            + open + " edges were open or turned, " + doubled + " shared by more than two triangles");
        }
        return beyond;
    }

    private static Long key(int[] corners, int side, boolean reversed) {
        long from = corners[side];
        long to = corners[side - side % 3 + (side + 1) % 3];
        return reversed ? (to << 32) | from : (from << 32) | to;
    }

    /** Unit normal; zero for a triangle without area. */
    private static void face(double[] side, double[] faces, int t) {
        double x = side[1] * side[5] - side[2] * side[4];
        double y = side[2] * side[3] - side[0] * side[5];
        double z = side[0] * side[4] - side[1] * side[3];
        double length = Math.sqrt(x * x + y * y + z * z);
        double scale = length > 0 ? 1 / length : 0;
        faces[t] = x * scale;
        faces[t + 1] = y * scale;
        faces[t + 2] = z * scale;
    }

    /** Angle at a corner, between the side that leaves it and the reversed side that arrives. */
    private static double angle(double[] side, int leaving, int arriving) {
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int n = 0; n < 3; n++) {
            dot -= side[leaving + n] * side[arriving + n];
            a += side[leaving + n] * side[leaving + n];
            b += side[arriving + n] * side[arriving + n];
        }
        double lengths = Math.sqrt(a * b);
        return lengths > 0 ? StrictMath.acos(Math.max(-1, Math.min(1, dot / lengths))) : 0;
    }

    /**
     * Sine of the height of the point over the surface at the nearest feature, times 1 or less: positive outside,
     * negative inside, near zero where the normal cannot tell.
     */
    double side(TriangleTree.Hit hit, double[] p) {
        double dot = 0;
        double length2 = 0;
        for (int n = 0; n < 3; n++) {
            double normal = component(hit, n);
            dot += normal * (p[n] - hit.foot[n]);
            length2 += normal * normal;
        }
        double scale = Math.sqrt(length2 * hit.distance2);
        return scale > 0 ? dot / scale : 0;
    }

    private double component(TriangleTree.Hit hit, int n) {
        int t = 3 * hit.triangle;
        if (hit.feature == TriangleKernel.FACE) {
            return faces[t + n];
        }
        if (hit.feature < TriangleKernel.SIDE) {
            return vertices[3 * corners[t + hit.feature] + n];
        }
        return faces[t + n] + faces[3 * beyond[t + hit.feature - TriangleKernel.SIDE] + n];
    }
}
