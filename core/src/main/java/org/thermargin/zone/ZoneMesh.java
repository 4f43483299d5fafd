package org.thermargin.zone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.MeshSolid;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.Solid;

/**
 * The surface of a device zone as triangles, for viewing. Vertices lie on the parts themselves; triangles of a part that
 * lie in another part are left out, those that a seam runs through are kept whole.
 *
 * @param verticesMm x, y, z of each vertex, LPS mm
 * @param triangles three vertex indices per triangle, counter-clockwise seen from outside
 */
public record ZoneMesh(double[] verticesMm, int[] triangles) {
    /** Halvings of the edges of an octahedron: 1026 vertices, triangles of a 25 mm ball lie at most 0.1 mm inside it. */
    private static final int HALVINGS = 4;

    private static final ZoneMesh SPHERE = sphere();

    /** The surface of the zone that the parts make together. */
    public static ZoneMesh of(List<ZonePart> parts) {
        double[] vertices = {};
        int[] triangles = {};
        for (int part = 0; part < parts.size(); part++) {
            ZoneMesh own = ofPart(parts.get(part).shape());
            int[] seen = own.seen(parts, part);
            int first = vertices.length / 3;
            int at = triangles.length;
            vertices = Arrays.copyOf(vertices, vertices.length + own.verticesMm.length);
            System.arraycopy(own.verticesMm, 0, vertices, 3 * first, own.verticesMm.length);
            triangles = Arrays.copyOf(triangles, at + seen.length);
            for (int n = 0; n < seen.length; n++) {
                triangles[at + n] = first + seen[n];
            }
        }
        return new ZoneMesh(vertices, triangles);
    }

    /**
     * The mesh with the vertices of every cube of a lattice joined at their mean (Rossignac and Borrel 1993,
     * doi:10.1007/978-3-642-78114-8_29); triangles that shrink to an edge go. On a smooth surface of radius r vertices move
     * inwards by at most 3/8 of the squared cube over r, where it bends sharply by up to a cube.
     */
    public ZoneMesh coarser(double cubeMm) {
        Map<List<Integer>, Integer> numbers = new HashMap<>();
        int[] joined = new int[verticesMm.length / 3];
        double[] sums = new double[verticesMm.length];
        int[] counts = new int[joined.length];
        for (int v = 0; v < joined.length; v++) {
            List<Integer> cube = List.of(
                    (int) Math.floor(verticesMm[3 * v] / cubeMm),
                    (int) Math.floor(verticesMm[3 * v + 1] / cubeMm),
                    (int) Math.floor(verticesMm[3 * v + 2] / cubeMm));
            Integer known = numbers.putIfAbsent(cube, numbers.size());
            joined[v] = known == null ? numbers.size() - 1 : known;
            counts[joined[v]]++;
            for (int c = 0; c < 3; c++) {
                sums[3 * joined[v] + c] += verticesMm[3 * v + c];
            }
        }
        for (int n = 0; n < 3 * numbers.size(); n++) {
            sums[n] /= counts[n / 3];
        }
        int[] left = new int[triangles.length];
        int size = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            int a = joined[triangles[t]];
            int b = joined[triangles[t + 1]];
            int c = joined[triangles[t + 2]];
            if (a != b && b != c && c != a) {
                left[size++] = a;
                left[size++] = b;
                left[size++] = c;
            }
        }
        return new ZoneMesh(Arrays.copyOf(sums, 3 * numbers.size()), Arrays.copyOf(left, size));
    }

    private static ZoneMesh ofPart(Solid shape) {
        if (shape instanceof MeshSolid mesh) {
            return new ZoneMesh(mesh.worldVerticesMm(), mesh.triangles());
        }
        Ellipsoid ellipsoid = (Ellipsoid) shape;
        double[] v = SPHERE.verticesMm.clone();
        for (int n = 0; n < v.length; n += 3) {
            Point3 p = ellipsoid.centre();
            for (int axis = 0; axis < 3; axis++) {
                p = p.along(ellipsoid.axis(axis), ellipsoid.semiAxisMm(axis) * SPHERE.verticesMm[n + axis]);
            }
            v[n] = p.x();
            v[n + 1] = p.y();
            v[n + 2] = p.z();
        }
        return new ZoneMesh(v, SPHERE.triangles);
    }

    /** The triangles that do not lie in other parts whole. */
    private int[] seen(List<ZonePart> parts, int own) {
        boolean[] hidden = new boolean[verticesMm.length / 3];
        for (int v = 0; v < hidden.length; v++) {
            for (int other = 0; other < parts.size() && !hidden[v]; other++) {
                hidden[v] = other != own
                        && parts.get(other)
                                .shape()
                                .contains(verticesMm[3 * v], verticesMm[3 * v + 1], verticesMm[3 * v + 2]);
            }
        }
        int[] left = new int[triangles.length];
        int size = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            if (!hidden[triangles[t]] || !hidden[triangles[t + 1]] || !hidden[triangles[t + 2]]) {
                System.arraycopy(triangles, t, left, size, 3);
                size += 3;
            }
        }
        return Arrays.copyOf(left, size);
    }

    /** The unit sphere: each edge of an octahedron cut into 2^{@value #HALVINGS}, vertices moved out onto the sphere. */
    private static ZoneMesh sphere() {
        int cuts = 1 << HALVINGS;
        List<double[]> vertices = new ArrayList<>();
        Map<List<Integer>, Integer> numbers = new HashMap<>();
        List<Integer> corners = new ArrayList<>();
        for (int octant = 0; octant < 8; octant++) {
            int sx = (octant & 1) == 0 ? 1 : -1;
            int sy = (octant & 2) == 0 ? 1 : -1;
            int sz = (octant & 4) == 0 ? 1 : -1;
            boolean turned = sx * sy * sz < 0;
            for (int i = 0; i < cuts; i++) {
                for (int j = 0; j < cuts - i; j++) {
                    int a = vertex(sx * i, sy * j, sz * (cuts - i - j), numbers, vertices);
                    int b = vertex(sx * (i + 1), sy * j, sz * (cuts - i - j - 1), numbers, vertices);
                    int c = vertex(sx * i, sy * (j + 1), sz * (cuts - i - j - 1), numbers, vertices);
                    corners.addAll(turned ? List.of(a, c, b) : List.of(a, b, c));
                    if (j < cuts - i - 1) {
                        int d = vertex(sx * (i + 1), sy * (j + 1), sz * (cuts - i - j - 2), numbers, vertices);
                        corners.addAll(turned ? List.of(b, c, d) : List.of(b, d, c));
                    }
                }
            }
        }
        double[] flat = new double[3 * vertices.size()];
        for (int v = 0; v < vertices.size(); v++) {
            System.arraycopy(vertices.get(v), 0, flat, 3 * v, 3);
        }
        return new ZoneMesh(flat, corners.stream().mapToInt(Integer::intValue).toArray());
    }

    private static int vertex(int x, int y, int z, Map<List<Integer>, Integer> numbers, List<double[]> vertices) {
        return numbers.computeIfAbsent(List.of(x, y, z), key -> {
            double length = Math.sqrt((double) x * x + (double) y * y + (double) z * z);
            vertices.add(new double[] {x / length, y / length, z / length});
            return vertices.size() - 1;
        });
    }
}
