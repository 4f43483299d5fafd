package org.thermargin.geometry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Closed meshes for tests. */
public final class Meshes {
    private Meshes() {}

    /** Vertex coordinates and corners of a mesh. */
    public record Mesh(double[] vertices, int[] corners) {
        public MeshSolid solid() {
            return MeshSolid.of(vertices, corners);
        }
    }

    /** The box with the given low and high corner. */
    public static Mesh box(double x0, double y0, double z0, double x1, double y1, double z1) {
        double[] v = new double[24];
        for (int n = 0; n < 8; n++) {
            v[3 * n] = (n & 1) == 0 ? x0 : x1;
            v[3 * n + 1] = (n & 2) == 0 ? y0 : y1;
            v[3 * n + 2] = (n & 4) == 0 ? z0 : z1;
        }
        int[] corners = {
            0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5
        };
        return new Mesh(v, corners);
    }

    /** An octahedron split {@code times} times, its vertices on the ellipsoid with the given semi-axes and centre. */
    public static Mesh ellipsoid(Point3 centre, double a, double b, double c, int times) {
        List<double[]> points = new ArrayList<>();
        double[][] poles = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
        points.addAll(List.of(poles));
        int[] corners = {0, 2, 4, 2, 1, 4, 1, 3, 4, 3, 0, 4, 2, 0, 5, 1, 2, 5, 3, 1, 5, 0, 3, 5};
        for (int n = 0; n < times; n++) {
            corners = split(points, corners);
        }
        double[] v = new double[3 * points.size()];
        for (int n = 0; n < points.size(); n++) {
            v[3 * n] = centre.x() + a * points.get(n)[0];
            v[3 * n + 1] = centre.y() + b * points.get(n)[1];
            v[3 * n + 2] = centre.z() + c * points.get(n)[2];
        }
        return new Mesh(v, corners);
    }

    private static int[] split(List<double[]> points, int[] corners) {
        Map<Long, Integer> middles = new HashMap<>();
        int[] result = new int[4 * corners.length];
        int at = 0;
        for (int t = 0; t < corners.length; t += 3) {
            int[] m = new int[3];
            for (int s = 0; s < 3; s++) {
                int from = corners[t + s];
                int to = corners[t + (s + 1) % 3];
                long key = ((long) Math.min(from, to) << 32) | Math.max(from, to);
                m[s] = middles.computeIfAbsent(key, k -> {
                    double[] p = points.get(from);
                    double[] q = points.get(to);
                    double[] r = {p[0] + q[0], p[1] + q[1], p[2] + q[2]};
                    double length = Math.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
                    points.add(new double[] {r[0] / length, r[1] / length, r[2] / length});
                    return points.size() - 1;
                });
            }
            int[] parts = {
                corners[t], m[0], m[2], m[0], corners[t + 1], m[1], m[2], m[1], corners[t + 2], m[0], m[1], m[2]
            };
            System.arraycopy(parts, 0, result, at, 12);
            at += 12;
        }
        return result;
    }
}
