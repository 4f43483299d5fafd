package org.thermargin.io.mesh;

/**
 * A triangle mesh in world space with an optional margin per vertex. Takes ownership of the arrays. An empty mesh (no
 * vertices, no triangles) is allowed and is written as an empty file of the format.
 *
 * @param verticesMm x, y, z of each vertex, LPS mm, finite
 * @param triangles three vertex indices per triangle, counter-clockwise seen from outside
 * @param marginMm one value per vertex, mm, or an array of length 0 when the mesh carries none; NaN is refused
 */
public record TriangleMesh(double[] verticesMm, int[] triangles, double[] marginMm) {
    public TriangleMesh {
        if (verticesMm.length % 3 != 0 || triangles.length % 3 != 0) {
            throw new IllegalArgumentException(
                    "mesh arrays must hold triples, lengths were " + verticesMm.length + " and " + triangles.length);
        }
        int vertices = verticesMm.length / 3;
        if (marginMm.length != 0 && marginMm.length != vertices) {
            throw new IllegalArgumentException(
                    "mesh of " + vertices + " vertices needs as many margins, had " + marginMm.length);
        }
        for (double coordinate : verticesMm) {
            if (!Double.isFinite(coordinate)) {
                throw new IllegalArgumentException("mesh vertex must be finite, was " + coordinate);
            }
        }
        for (double margin : marginMm) {
            if (Double.isNaN(margin)) {
                throw new IllegalArgumentException("mesh margin must be a number, was NaN");
            }
        }
        for (int vertex : triangles) {
            if (vertex < 0 || vertex >= vertices) {
                throw new IllegalArgumentException(
                        "triangle must name one of " + vertices + " vertices, named " + vertex);
            }
        }
    }

    /** A mesh without margins. */
    public static TriangleMesh plain(double[] verticesMm, int[] triangles) {
        return new TriangleMesh(verticesMm, triangles, new double[0]);
    }

    /** Number of vertices. */
    public int vertexCount() {
        return verticesMm.length / 3;
    }

    /** Number of triangles. */
    public int triangleCount() {
        return triangles.length / 3;
    }

    /** Whether each vertex has a margin. */
    public boolean hasMargins() {
        return marginMm.length > 0;
    }
}
