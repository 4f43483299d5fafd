package org.thermargin.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.io.VolumeFile;

/**
 * A volume file as an oracle read it: the line {@code FILE<tab>nx ny nz<tab>type<tab>24 numbers} that it printed and the
 * float64 values that it left in {@code FILE.values}, both in storage order.
 *
 * @param file the file read
 * @param size voxels along the storage axes
 * @param cornersLpsMm x y z of the 8 corner voxel centres, the fastest axis first
 * @param values in storage order
 */
public record OracleVolume(Path file, int[] size, double[] cornersLpsMm, double[] values) {
    /** The volumes of all lines. */
    public static List<OracleVolume> parse(List<String> lines) throws IOException {
        List<OracleVolume> volumes = new ArrayList<>();
        for (String line : lines) {
            List<String> fields = List.of(line.split("\t"));
            Path file = Path.of(fields.get(0));
            int[] size = Arrays.stream(fields.get(1).split(" "))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            double[] corners = Arrays.stream(fields.get(3).split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(size).hasSize(3);
            assertThat(corners).hasSize(24);
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Path.of(fields.get(0) + ".values")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            double[] values = new double[bytes.remaining() / 8];
            bytes.asDoubleBuffer().get(values);
            volumes.add(new OracleVolume(file, size, corners, values));
        }
        return volumes;
    }

    /** Compares with our reading of the file as scalars. */
    public double assertSame(VolumeFile ours, double toleranceMm) {
        return assertSame(ours.scalars().orElseThrow(), ours.storageAxes(), toleranceMm);
    }

    /** Compares with labels that were stored along the given axes. */
    public double assertSame(LabelVolume labels, String storageAxes, double toleranceMm) {
        float[] values = new float[labels.grid().voxelCount()];
        for (int v = 0; v < values.length; v++) {
            values[v] = labels.at(v);
        }
        return assertSame(new ScalarVolume(labels.grid(), values), storageAxes, toleranceMm);
    }

    /**
     * Fails unless the canonical volume, stored along the given axes (e.g. {@code RAS}), has the same corners within the
     * tolerance and the same values once the oracle's doubles are rounded to float. Returns the largest distance between
     * two corners, mm.
     */
    public double assertSame(ScalarVolume canonical, String storageAxes, double toleranceMm) {
        int[] canonicalSize = {
            canonical.grid().nx(), canonical.grid().ny(), canonical.grid().nz()
        };
        int[] axis = new int[3];
        boolean[] backwards = new boolean[3];
        for (int a = 0; a < 3; a++) {
            int letter = "LPSRAI".indexOf(storageAxes.charAt(a));
            axis[a] = letter % 3;
            backwards[a] = letter >= 3;
            assertThat(canonicalSize[axis[a]]).as(file.toString()).isEqualTo(size[a]);
        }
        double worst = 0;
        for (int corner = 0; corner < 8; corner++) {
            int[] index = new int[3];
            for (int a = 0; a < 3; a++) {
                index[axis[a]] = ((corner >> a & 1) != 0) == backwards[a] ? 0 : size[a] - 1;
            }
            Point3 oracle =
                    new Point3(cornersLpsMm[3 * corner], cornersLpsMm[3 * corner + 1], cornersLpsMm[3 * corner + 2]);
            worst = Math.max(
                    worst,
                    canonical.grid().toWorld(index[0], index[1], index[2]).distanceMm(oracle));
        }
        assertThat(worst).as(file.toString()).isLessThanOrEqualTo(toleranceMm);
        assertThat(values).as(file.toString()).hasSize(size[0] * size[1] * size[2]);
        for (int n = 0; n < values.length; n++) {
            int[] stored = {n % size[0], n / size[0] % size[1], n / size[0] / size[1]};
            int[] index = new int[3];
            for (int a = 0; a < 3; a++) {
                index[axis[a]] = backwards[a] ? size[a] - 1 - stored[a] : stored[a];
            }
            float ours = canonical.get(index[0], index[1], index[2]);
            if (Float.compare(ours, (float) values[n]) != 0) {
                assertThat(ours).as("%s sample %d", file, n).isEqualTo((float) values[n]);
            }
        }
        return worst;
    }
}
