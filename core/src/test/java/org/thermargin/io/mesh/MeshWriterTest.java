package org.thermargin.io.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshWriterTest {
    /** A tetrahedron with one corner at (10, 20, 30); its first face looks down. */
    private static final double[] VERTICES = {10, 20, 30, 11, 20, 30, 10, 22, 30, 10, 20, 33};

    private static final int[] TRIANGLES = {0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3};
    private static final double[] MARGINS = {-1.5, 0, 2.25, 7};

    @Test
    void plyHoldsVerticesMarginsAndTriangles() throws IOException {
        byte[] bytes = written(new TriangleMesh(VERTICES, TRIANGLES, MARGINS), MeshWriter.Format.PLY);

        String header = headerUpTo(bytes, "end_header\n");
        assertThat(header).startsWith("ply\nformat binary_little_endian 1.0\n");
        assertThat(header).contains("LPS", "property float margin_mm", "element vertex 4", "element face 4");
        ByteBuffer data = after(bytes, header.length());
        for (int v = 0; v < 4; v++) {
            assertThat(data.getDouble()).isEqualTo(VERTICES[3 * v]);
            assertThat(data.getDouble()).isEqualTo(VERTICES[3 * v + 1]);
            assertThat(data.getDouble()).isEqualTo(VERTICES[3 * v + 2]);
            assertThat(data.getFloat()).isEqualTo((float) MARGINS[v]);
        }
        for (int t = 0; t < 4; t++) {
            assertThat(data.get()).isEqualTo((byte) 3);
            for (int corner = 0; corner < 3; corner++) {
                assertThat(data.getInt()).isEqualTo(TRIANGLES[3 * t + corner]);
            }
        }
        assertThat(data.hasRemaining()).isFalse();
    }

    @Test
    void stlHasOutwardUnitNormalsAndExactLength() throws IOException {
        byte[] bytes = written(new TriangleMesh(VERTICES, TRIANGLES, MARGINS), MeshWriter.Format.STL);

        assertThat(bytes).hasSize(84 + 4 * 50);
        assertThat(new String(bytes, 0, 80, StandardCharsets.US_ASCII))
                .contains("LPS")
                .doesNotStartWith("solid");
        ByteBuffer data = after(bytes, 80);
        assertThat(data.getInt()).isEqualTo(4);
        assertThat(data.getFloat()).isEqualTo(0);
        assertThat(data.getFloat()).isEqualTo(0);
        assertThat(data.getFloat()).isEqualTo(-1);
        double nx = data.getFloat(84 + 100);
        double ny = data.getFloat(84 + 104);
        double nz = data.getFloat(84 + 108);
        // The slanted face x/1 + y/2 + z/3 = 1 has a normal along (6, 3, 2), length 7; float rounding 6e-8.
        assertThat(nx).isCloseTo(6.0 / 7, within(1e-7));
        assertThat(ny).isCloseTo(3.0 / 7, within(1e-7));
        assertThat(nz).isCloseTo(2.0 / 7, within(1e-7));
    }

    @Test
    void vtpArraysLieAtTheStatedOffsets() throws IOException {
        byte[] bytes = written(new TriangleMesh(VERTICES, TRIANGLES, MARGINS), MeshWriter.Format.VTP);

        String header = headerUpTo(bytes, "<AppendedData encoding=\"raw\">\n_");
        assertThat(header).contains("LPS", "Name=\"margin_mm\"", "NumberOfPoints=\"4\"", "NumberOfPolys=\"4\"");
        ByteBuffer data = after(bytes, header.length());
        int[] offsets = {0, 104, 144, 200};
        long[] lengths = {96, 32, 48, 16};
        for (int n = 0; n < 4; n++) {
            assertThat(header).contains("offset=\"" + offsets[n] + "\"");
            assertThat(data.getLong(header.length() + offsets[n])).isEqualTo(lengths[n]);
        }
        assertThat(data.getDouble(header.length() + 112)).isEqualTo(-1.5);
        assertThat(data.getInt(header.length() + 220)).isEqualTo(12);
        assertThat(new String(
                        bytes, header.length() + 224, bytes.length - header.length() - 224, StandardCharsets.US_ASCII))
                .isEqualTo("\n</AppendedData>\n</VTKFile>\n");
    }

    @Test
    void formatFollowsTheName(@TempDir Path folder) throws IOException {
        TriangleMesh mesh = TriangleMesh.plain(VERTICES, TRIANGLES);

        MeshWriter.write(folder.resolve("zone.STL"), mesh);

        assertThat(Files.readAllBytes(folder.resolve("zone.STL"))).isEqualTo(written(mesh, MeshWriter.Format.STL));
        assertThatThrownBy(() -> MeshWriter.write(folder.resolve("zone.obj"), mesh))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void meshWithoutMarginsHasNoMarginArray() throws IOException {
        TriangleMesh mesh = TriangleMesh.plain(VERTICES, TRIANGLES);

        assertThat(new String(written(mesh, MeshWriter.Format.PLY), StandardCharsets.ISO_8859_1))
                .doesNotContain("margin_mm");
        assertThat(new String(written(mesh, MeshWriter.Format.VTP), StandardCharsets.ISO_8859_1))
                .doesNotContain("margin_mm");
    }

    @Test
    void emptyMeshIsWritten() throws IOException {
        assertThat(written(TriangleMesh.plain(new double[0], new int[0]), MeshWriter.Format.STL))
                .hasSize(84);
    }

    @Test
    void impossibleMeshesAreRefused() {
        assertThatThrownBy(() -> TriangleMesh.plain(VERTICES, new int[] {0, 1, 4}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TriangleMesh.plain(new double[] {0, Double.NaN, 0}, new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TriangleMesh(VERTICES, TRIANGLES, new double[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] written(TriangleMesh mesh, MeshWriter.Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MeshWriter.write(out, mesh, format);
        return out.toByteArray();
    }

    private static String headerUpTo(byte[] bytes, String end) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf(end) + end.length());
    }

    private static ByteBuffer after(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(offset);
    }
}
