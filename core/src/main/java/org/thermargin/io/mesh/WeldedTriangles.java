package org.thermargin.io.mesh;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Triangles given corner by corner; corners with the same coordinates are one vertex, triangles of fewer than three left out. */
final class WeldedTriangles {
    private record Corner(double x, double y, double z) {}

    private final Map<Corner, Integer> known = new HashMap<>();
    private double[] vertices = new double[300];
    private int[] corners = new int[300];
    private int size;

    /** Takes the next corner. */
    void corner(double x, double y, double z) {
        Corner corner = new Corner(x + 0.0, y + 0.0, z + 0.0); // no negative zeros
        Integer vertex = known.putIfAbsent(corner, known.size());
        if (vertex == null) {
            vertex = known.size() - 1;
            if (3 * vertex + 3 > vertices.length) {
                vertices = Arrays.copyOf(vertices, 2 * vertices.length);
            }
            vertices[3 * vertex] = corner.x();
            vertices[3 * vertex + 1] = corner.y();
            vertices[3 * vertex + 2] = corner.z();
        }
        if (size == corners.length) {
            corners = Arrays.copyOf(corners, 2 * corners.length);
        }
        corners[size++] = vertex;
        if (size % 3 == 0 && isFlat()) {
            size -= 3; // its sides cancel, so the mesh stays closed without it
        }
    }

    private boolean isFlat() {
        int a = corners[size - 3];
        int b = corners[size - 2];
        int c = corners[size - 1];
        return a == b || b == c || c == a;
    }

    /** Number of triangles so far. */
    int count() {
        return size / 3;
    }

    TriangleMesh mesh() {
        return TriangleMesh.plain(Arrays.copyOf(vertices, 3 * known.size()), Arrays.copyOf(corners, size));
    }
}
