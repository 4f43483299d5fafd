package org.thermargin.io.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.InputException;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.device.TabledZone;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.MeshSolid;
import org.thermargin.geometry.Meshes;
import org.thermargin.geometry.Point3;

class StlReaderTest {
    private static final String TETRAHEDRON = """
            solid a tetrahedron, named freely
            facet normal 0 0 0 outer loop vertex 0 0 0 vertex 0 1 0 vertex 1 0 0 endloop endfacet
            facet normal 0 0 0
              outer loop
                vertex 0 0 0
                vertex 1e0 0 0
                vertex 0 -0.0 1.0
              endloop
            endfacet
            facet normal 0 0 0 outer loop vertex 0 0 0 vertex 0 0 1 vertex 0 1 0 endloop endfacet
            facet normal 0 0 0 outer loop vertex 1 0 0 vertex 0 1 0 vertex 0 0 1 endloop endfacet
            endsolid
            """;

    @Test
    void binaryFilesComeBackAsTheyWereWritten(@TempDir Path folder) throws IOException, InputException {
        Meshes.Mesh box = Meshes.box(-1, -2, -3, 1, 2, 3);
        Path file = folder.resolve("box.stl");
        MeshWriter.write(file, TriangleMesh.plain(box.vertices(), box.corners()));
        Path zipped = folder.resolve("box.stl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(Files.readAllBytes(file));
        }

        TriangleMesh mesh = StlReader.read(file);

        assertThat(mesh.vertexCount()).isEqualTo(8);
        assertThat(mesh.triangleCount()).isEqualTo(12);
        assertThat(StlReader.solid(file).volumeMm3()).isCloseTo(48, within(1e-9));
        assertThat(StlReader.solid(zipped).volumeMm3())
                .isEqualTo(StlReader.solid(file).volumeMm3());
    }

    @Test
    void asciiFilesAreReadWhateverTheirLines(@TempDir Path folder) throws IOException, InputException {
        Path file = Files.writeString(folder.resolve("t.stl"), TETRAHEDRON);

        assertThat(StlReader.solid(file).volumeMm3()).isCloseTo(1.0 / 6, within(1e-12));
    }

    @ParameterizedTest
    @Tag("H36")
    @CsvSource(
            delimiter = '|',
            value = {
                "endsolid | '' | must end with endsolid, ended after 4 triangles",
                "1e0 | 1,0 | must be numbers, had",
                "1e0 | NaN | -10000 to 10000 mm",
                "1e0 | 1e9 | -10000 to 10000 mm",
                "1e0 | 1.5 | edges were open",
                "outer | inner | must have outer here",
                "solid a | mesh a | begins with solid",
            })
    void damagedFilesAreRefusedByName(String from, String to, String said, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("t.stl"), TETRAHEDRON.replaceFirst(from, to));

        assertThatThrownBy(() -> StlReader.solid(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("t.stl");
    }

    @Test
    @Tag("H27")
    void shortenedBinaryFilesAreRefused(@TempDir Path folder) throws IOException {
        Meshes.Mesh box = Meshes.box(0, 0, 0, 1, 1, 1);
        Path file = folder.resolve("box.stl");
        MeshWriter.write(file, TriangleMesh.plain(box.vertices(), box.corners()));
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 83, 84, 100, bytes.length - 50, bytes.length - 1}) {
            Path cut = folder.resolve("cut.stl");
            Files.write(cut, Arrays.copyOf(bytes, length));

            assertThatThrownBy(() -> StlReader.solid(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(InputException.class);
        }
    }

    /** A vendor's zone of 100 W for 300 s against the row of the table that was measured on it. */
    @Test
    void publishedProfileIsTheTabledEllipsoid() throws InputException {
        Path file = Path.of(System.getProperty("thermargin.root", ".."), "..", "shared", "data", "ablation-profiles")
                .resolve("solid_emprint_100w_5m.stl.gz");
        assumeTrue(Files.exists(file), "published sample not at hand");
        TabledZone row = DeviceCatalogue.released()
                .device("emprint")
                .table()
                .orElseThrow()
                .at(OptionalDouble.of(100), 300);
        double reach = row.reachBeyondTipMm().getAsDouble();
        Ellipsoid tabled = Ellipsoid.ofRevolution(
                new Point3(0, 0, reach - row.longAxisMm() / 2),
                Direction3.SUPERIOR,
                row.longAxisMm() / 2,
                row.shortAxisMm() / 2);

        MeshSolid mesh = StlReader.solid(file);

        Bounds3 box = mesh.bounds();
        assertThat(box.high().z() - box.low().z()).isCloseTo(row.longAxisMm(), within(0.5));
        assertThat(box.high().x() - box.low().x()).isCloseTo(row.shortAxisMm(), within(0.5));
        assertThat(box.high().y() - box.low().y()).isCloseTo(row.shortAxisMm(), within(0.5));
        assertThat(box.high().z()).isCloseTo(reach, within(0.05));
        assertThat(mesh.volumeMm3() / 1000).isCloseTo(23.7, within(0.05));
        assertThat(dice(mesh, tabled)).isGreaterThanOrEqualTo(0.97);
    }

    /** Twice the common part over the sum, counted on a lattice of 1 mm. */
    private static double dice(MeshSolid a, Ellipsoid b) {
        int both = 0;
        int sum = 0;
        for (double x = -19.5; x < 20; x++) {
            for (double y = -19.5; y < 20; y++) {
                for (double z = -32.5; z < 10; z++) {
                    boolean inA = a.contains(x, y, z);
                    boolean inB = b.contains(x, y, z);
                    both += inA && inB ? 1 : 0;
                    sum += (inA ? 1 : 0) + (inB ? 1 : 0);
                }
            }
        }
        return 2.0 * both / sum;
    }
}
