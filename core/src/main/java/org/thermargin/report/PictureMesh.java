package org.thermargin.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.thermargin.geometry.Point3;
import org.thermargin.margin.MarginMap;

/**
 * A margin map made light enough to draw: at most {@link #MAX_TRIANGLES} triangles, with a smooth outward normal per
 * vertex. Where the map has more, vertices are joined by cubic cells (Rossignac and Borrel 1993,
 * doi:10.1007/978-3-642-78114-8_29) at their mean place with their LOWEST margin: a thin spot never vanishes from the
 * picture. Coordinates are mm from the centre of the bounding box, axes LPS.
 */
final class PictureMesh {
    static final int MAX_TRIANGLES = 6000;

    private final Point3 centre;
    private final double extentMm;
    private final double[] vertices;
    private final int[] triangles;
    private final double[] marginMm;
    private final double[] normals;

    private PictureMesh(Point3 centre, double extentMm, double[] vertices, int[] triangles, double[] marginMm) {
        this.centre = centre;
        this.extentMm = extentMm;
        this.vertices = vertices;
        this.triangles = triangles;
        this.marginMm = marginMm;
        this.normals = normals(vertices, triangles);
    }

    static PictureMesh of(MarginMap map) {
        double[] world = map.verticesMm();
        double[] low = {world[0], world[1], world[2]};
        double[] high = low.clone();
        for (int n = 0; n < world.length; n++) {
            low[n % 3] = Math.min(low[n % 3], world[n]);
            high[n % 3] = Math.max(high[n % 3], world[n]);
        }
        Point3 centre = new Point3((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2);
        double extent = Math.max(high[0] - low[0], Math.max(high[1] - low[1], high[2] - low[2]));
        double[] centred = world.clone();
        for (int n = 0; n < centred.length; n += 3) {
            centred[n] -= centre.x();
            centred[n + 1] -= centre.y();
            centred[n + 2] -= centre.z();
        }
        PictureMesh mesh = new PictureMesh(centre, extent, centred, map.triangles(), map.marginMm());
        PictureMesh joined = mesh;
        // a surface net has about three triangles for each cell face of its area
        double cell = Math.sqrt(2.5 * map.totalAreaMm2() / MAX_TRIANGLES);
        for (; joined.triangles.length > 3 * MAX_TRIANGLES; cell *= 1.15) {
            joined = mesh.joined(cell);
        }
        return joined;
    }

    private PictureMesh joined(double cellMm) {
        Map<Long, Integer> numbers = new HashMap<>();
        int[] cluster = new int[marginMm.length];
        double[] sums = new double[vertices.length];
        double[] lowest = new double[marginMm.length];
        int[] count = new int[marginMm.length];
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
        for (int v = 0; v < cluster.length; v++) {
            long key = 0;
            for (int c = 0; c < 3; c++) {
                key = (key << 20) | (long) ((vertices[3 * v + c] + extentMm) / cellMm);
            }
            Integer known = numbers.putIfAbsent(key, numbers.size());
            int n = known == null ? numbers.size() - 1 : known;
            cluster[v] = n;
            count[n]++;
            lowest[n] = Math.min(lowest[n], marginMm[v]);
            for (int c = 0; c < 3; c++) {
                sums[3 * n + c] += vertices[3 * v + c];
            }
        }
        for (int n = 0; n < 3 * numbers.size(); n++) {
            sums[n] /= count[n / 3];
        }
        int[] left = new int[triangles.length];
        int size = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            int a = cluster[triangles[t]];
            int b = cluster[triangles[t + 1]];
            int c = cluster[triangles[t + 2]];
            if (a != b && b != c && c != a) {
                left[size++] = a;
                left[size++] = b;
                left[size++] = c;
            }
        }
        return new PictureMesh(
                centre,
                extentMm,
                Arrays.copyOf(sums, 3 * numbers.size()),
                Arrays.copyOf(left, size),
                Arrays.copyOf(lowest, numbers.size()));
    }

    /** Mean of the normals of a vertex's triangles, weighted by area; zero where a vertex has none. */
    private static double[] normals(double[] p, int[] triangles) {
        double[] sum = new double[p.length];
        for (int t = 0; t < triangles.length; t += 3) {
            int a = 3 * triangles[t];
            int b = 3 * triangles[t + 1];
            int c = 3 * triangles[t + 2];
            for (int axis = 0; axis < 3; axis++) {
                int u = (axis + 1) % 3;
                int v = (axis + 2) % 3;
                double area =
                        (p[b + u] - p[a + u]) * (p[c + v] - p[a + v]) - (p[b + v] - p[a + v]) * (p[c + u] - p[a + u]);
                sum[a + axis] += area;
                sum[b + axis] += area;
                sum[c + axis] += area;
            }
        }
        for (int n = 0; n < sum.length; n += 3) {
            double length = Math.sqrt(sum[n] * sum[n] + sum[n + 1] * sum[n + 1] + sum[n + 2] * sum[n + 2]);
            for (int c = 0; length > 0 && c < 3; c++) {
                sum[n + c] /= length;
            }
        }
        return sum;
    }

    /** Largest side of the bounding box, mm. */
    double extentMm() {
        return extentMm;
    }

    /** Largest distance between two vertices seen from any side is at most this, mm. */
    double diagonalMm() {
        double largest = 0;
        for (int v = 0; v < vertices.length; v += 3) {
            double square =
                    vertices[v] * vertices[v] + vertices[v + 1] * vertices[v + 1] + vertices[v + 2] * vertices[v + 2];
            largest = Math.max(largest, square);
        }
        return 2 * Math.sqrt(largest);
    }

    /** A world point from the centre of the bounding box, mm. */
    double[] fromCentre(Point3 world) {
        return new double[] {world.x() - centre.x(), world.y() - centre.y(), world.z() - centre.z()};
    }

    /** Vertex indices of the triangles, not a copy. */
    int[] triangles() {
        return triangles;
    }

    /** World place of a vertex less that of the centre, mm. */
    double[] vertex(int vertex) {
        return new double[] {vertices[3 * vertex], vertices[3 * vertex + 1], vertices[3 * vertex + 2]};
    }

    int vertexCount() {
        return marginMm.length;
    }

    double marginMm(int vertex) {
        return marginMm[vertex];
    }

    /** Place of every vertex as right, up and towards the viewer, mm: three arrays. */
    double[][] seenFrom(ViewAxes view) {
        return seen(view, vertices);
    }

    /** Normal of every vertex as right, up and towards the viewer: three arrays. */
    double[][] normalsSeenFrom(ViewAxes view) {
        return seen(view, normals);
    }

    private static double[][] seen(ViewAxes view, double[] vectors) {
        double[][] result = new double[3][vectors.length / 3];
        for (int n = 0; n < vectors.length; n += 3) {
            result[0][n / 3] = view.right(vectors[n], vectors[n + 1], vectors[n + 2]);
            result[1][n / 3] = view.up(vectors[n], vectors[n + 1], vectors[n + 2]);
            result[2][n / 3] = view.towards(vectors[n], vectors[n + 1], vectors[n + 2]);
        }
        return result;
    }

    /** Typical length of an edge, mm. */
    double edgeMm() {
        double sum = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            for (int c = 0; c < 3; c++) {
                int a = 3 * triangles[t + c];
                int b = 3 * triangles[t + (c + 1) % 3];
                double dx = vertices[a] - vertices[b];
                double dy = vertices[a + 1] - vertices[b + 1];
                double dz = vertices[a + 2] - vertices[b + 2];
                sum += Math.sqrt(dx * dx + dy * dy + dz * dz);
            }
        }
        return triangles.length == 0 ? 0 : sum / triangles.length;
    }
}
