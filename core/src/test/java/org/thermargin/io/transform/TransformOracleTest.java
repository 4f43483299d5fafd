package org.thermargin.io.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;
import org.thermargin.oracle.Oracle;

/** Transforms of every kind as ITK writes them and maps points by them; and ours as ITK reads them. */
class TransformOracleTest {
    private static final List<Point3> POINTS = List.of(
            new Point3(0, 0, 0),
            new Point3(10, 0, 0),
            new Point3(0, 10, 0),
            new Point3(0, 0, 10),
            new Point3(-31, 47, 120));
    /** ITK writes shortest decimals that read back; what remains is rounding at coordinates of 200 mm. */
    private static final double ROUNDING_MM = 1e-11;

    @TempDir
    Path folder;

    @Test
    @Tag("H20")
    void everyKindMapsPointsAsItkDoes() throws Exception {
        List<String> lines = Oracle.itk().run("transforms", folder);

        assertThat(lines).hasSize(10);
        for (String line : lines) {
            String kind = line.substring(0, line.indexOf('\t'));
            AffineMap map = TransformReader.read(folder.resolve(kind + ".tfm")).map();

            agrees(line, map);
            for (Point3 p : POINTS) {
                assertThat(map.inverse().apply(map.apply(p)).distanceMm(p))
                        .as(kind + " and back")
                        .isLessThan(ROUNDING_MM);
            }
        }
    }

    @Test
    @Tag("H20")
    void itkReadsWhatWeWrite() throws Exception {
        Oracle itk = Oracle.itk();
        AffineMap map = AffineMap.about(
                new double[] {0.8, 0, 0.6, 0, 1, 0, -0.6, 0, 0.8}, new Point3(1.5, 2.25, -7), new Point3(-20, 1, 3));
        Path ours = folder.resolve("ours.tfm");
        TransformWriter.write(ours, map);

        agrees(itk.run("apply", ours).get(0), map);
        assertThat(Files.readString(ours)).startsWith("#Insight Transform File V1.0\n");
    }

    private static void agrees(String line, AffineMap map) {
        String[] numbers = line.substring(line.indexOf('\t') + 1).split(" ");
        for (int n = 0; n < POINTS.size(); n++) {
            Point3 theirs = new Point3(
                    Double.parseDouble(numbers[3 * n]),
                    Double.parseDouble(numbers[3 * n + 1]),
                    Double.parseDouble(numbers[3 * n + 2]));

            assertThat(map.apply(POINTS.get(n)).distanceMm(theirs)).as(line).isLessThan(ROUNDING_MM);
        }
    }
}
