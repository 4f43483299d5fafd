package org.thermargin.margin;

/**
 * A triangulated surface with unit normals that point out of the region; world LPS mm, three doubles per vertex.
 *
 * @param verticesMm vertex coordinates
 * @param normals unit normals, outward
 * @param triangles vertex indices, three per triangle, outward by the right-hand rule
 * @param spacingMm largest spacing of the lattice it was extracted on, mm
 * @param blocks its vertices in blocks of neighbours, made when asked for
 */
record Surface(double[] verticesMm, double[] normals, int[] triangles, double spacingMm, Kept<PointBlocks> blocks) {
    Surface(double[] verticesMm, double[] normals, int[] triangles, double spacingMm) {
        this(verticesMm, normals, triangles, spacingMm, new Kept<>(() -> PointBlocks.of(verticesMm)));
    }

    int vertexCount() {
        return verticesMm.length / 3;
    }

    /** The same triangles with other vertices; normals are computed anew, area-weighted. */
    static Surface of(double[] verticesMm, int[] triangles, double spacingMm) {
        double[] normals = new double[verticesMm.length];
        for (int t = 0; t < triangles.length; t += 3) {
            int a = 3 * triangles[t];
            int b = 3 * triangles[t + 1];
            int c = 3 * triangles[t + 2];
            double ux = verticesMm[b] - verticesMm[a];
            double uy = verticesMm[b + 1] - verticesMm[a + 1];
            double uz = verticesMm[b + 2] - verticesMm[a + 2];
            double vx = verticesMm[c] - verticesMm[a];
            double vy = verticesMm[c + 1] - verticesMm[a + 1];
            double vz = verticesMm[c + 2] - verticesMm[a + 2];
            double nx = uy * vz - uz * vy;
            double ny = uz * vx - ux * vz;
            double nz = ux * vy - uy * vx;
            for (int corner = 0; corner < 3; corner++) {
                int v = 3 * triangles[t + corner];
                normals[v] += nx;
                normals[v + 1] += ny;
                normals[v + 2] += nz;
            }
        }
        for (int v = 0; v < normals.length; v += 3) {
            double length = Math.sqrt(
                    normals[v] * normals[v] + normals[v + 1] * normals[v + 1] + normals[v + 2] * normals[v + 2]);
            double scale = length > 0 ? 1 / length : 0;
            normals[v] *= scale;
            normals[v + 1] *= scale;
            normals[v + 2] *= scale;
        }
        return new Surface(verticesMm, normals, triangles, spacingMm);
    }
}
