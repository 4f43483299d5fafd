package org.thermargin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.LatticeHeader;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.VolumeWriters;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.io.volume.VolumeInspection;

/** What holds for every volume file that is read and not refused. */
final class VolumeRules {
    static final ReadOptions OPTIONS = ReadOptions.strict().withMemoryLimitBytes(Trial.MEMORY_LIMIT_BYTES);
    /** Accepted volumes are written and read again up to this size: more says nothing new and takes long. */
    private static final int ROUND_TRIP_VOXELS = 1 << 20;

    private VolumeRules() {}

    /** Reads the labels of the file in the sandbox under all rules; refused where the reader refuses it. */
    static VolumeFile labels(VolumeAddress address, Sandbox sandbox) throws InputException, IOException {
        SortedSet<String> names = sandbox.names();
        VolumeFile volume = VolumeFiles.readLabels(address, OPTIONS);
        requireLattice(volume.grid());
        volume.findings().forEach(Trial::requireReadable);
        assertThat(volume.layers()).isNotEmpty();
        for (LabelVolume layer : volume.layers()) {
            assertThat(layer.grid()).isEqualTo(volume.grid());
        }
        requireSame(VolumeFiles.readLabels(address, OPTIONS), volume);
        VolumeFile header = VolumeFiles.readHeader(address, OPTIONS);
        assertThat(header.grid()).as("grid of the header alone").isEqualTo(volume.grid());
        VolumeInspection inspection = VolumeInspection.of(volume);
        assertThat(inspection.labels()).allMatch(label -> label.voxels() > 0 && Double.isFinite(label.volumeMl()));
        Trial.requireSameNames(names, sandbox);
        return volume;
    }

    /** Reads the file as values too: whole numbers that are labels must be the same numbers. */
    static void requireSameValues(Path path, VolumeFile labels) throws InputException {
        if (labels.layers().size() != 1 || 4L * labels.grid().voxelCount() > Trial.MEMORY_LIMIT_BYTES) {
            return;
        }
        VolumeFile values = VolumeFiles.readScalars(path, OPTIONS);
        assertThat(values.grid()).isEqualTo(labels.grid());
        assertThat(values.sha256()).isEqualTo(labels.sha256());
        float[] array = values.scalars().orElseThrow().values();
        for (int v = 0; v < array.length; v++) {
            if (array[v] != labels.labels().at(v)) {
                throw new AssertionError("voxel " + v + " is " + array[v] + " as value, "
                        + labels.labels().at(v) + " as label");
            }
        }
    }

    /**
     * Writes the first layer and reads it again: same labels, same lattice to the tolerance, which is that of the
     * numbers that the format stores.
     */
    static void requireRoundTrip(VolumeFile volume, Path written, double toleranceMm) throws IOException {
        LabelVolume labels = volume.layers().get(0);
        if (labels.grid().voxelCount() > ROUND_TRIP_VOXELS || !hasUsualExtent(labels.grid())) {
            return;
        }
        VolumeWriters.write(written, labels);
        VolumeFile again;
        try {
            again = VolumeFiles.readLabels(written, OPTIONS);
        } catch (InputException e) {
            throw new AssertionError("what was read must be read again once written", e);
        }
        assertThat(again.grid().voxelCount()).isEqualTo(labels.grid().voxelCount());
        requireSameInWorld(again.labels(), labels, toleranceMm);
    }

    /** Away from the bounds of the extent: DICOM files and crops may be smaller, and sizes are rounded when stored. */
    private static boolean hasUsualExtent(VoxelGrid grid) {
        double[] extents = {grid.nx() * grid.dxMm(), grid.ny() * grid.dyMm(), grid.nz() * grid.dzMm()};
        for (double extent : extents) {
            if (extent < LatticeHeader.MIN_EXTENT_MM * (1 + 1e-6)
                    || extent > LatticeHeader.MAX_EXTENT_MM * (1 - 1e-6)) {
                return false;
            }
        }
        return true;
    }

    private static void requireLattice(VoxelGrid grid) {
        double[] spacings = {grid.dxMm(), grid.dyMm(), grid.dzMm()};
        for (double spacing : spacings) {
            assertThat(spacing)
                    .as("spacing")
                    .isBetween(LatticeHeader.MIN_SPACING_MM * (1 - 1e-9), LatticeHeader.MAX_SPACING_MM * (1 + 1e-9));
        }
        assertThat(grid.voxelVolumeMm3()).isPositive().isFinite();
        Point3 last = grid.toWorld(grid.nx() - 1, grid.ny() - 1, grid.nz() - 1);
        assertThat(last.x() + last.y() + last.z()).as("last corner").isFinite();
        double i = grid.indexI(last.x(), last.y(), last.z());
        assertThat(i)
                .as("index of the last corner")
                .isCloseTo(grid.nx() - 1.0, org.assertj.core.data.Offset.offset(1e-3 * grid.nx() + 1e-3));
    }

    /**
     * Every voxel has its label within the tolerance of where it was. Which index it has may change: axes that lie midway
     * between two of the world are told apart by the last bit of their numbers.
     */
    private static void requireSameInWorld(LabelVolume again, LabelVolume labels, double toleranceMm) {
        VoxelGrid grid = labels.grid();
        VoxelGrid other = again.grid();
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    Point3 p = grid.toWorld(i, j, k);
                    int oi = (int) Math.rint(other.indexI(p.x(), p.y(), p.z()));
                    int oj = (int) Math.rint(other.indexJ(p.x(), p.y(), p.z()));
                    int ok = (int) Math.rint(other.indexK(p.x(), p.y(), p.z()));
                    if (!other.contains(oi, oj, ok)
                            || other.toWorld(oi, oj, ok).distanceMm(p) > toleranceMm
                            || again.get(oi, oj, ok) != labels.get(i, j, k)) {
                        throw new AssertionError("voxel at " + p + " on " + grid + " was not read again on " + other);
                    }
                }
            }
        }
    }

    private static void requireSame(VolumeFile again, VolumeFile volume) {
        assertThat(again.sha256()).isEqualTo(volume.sha256());
        assertThat(again.grid()).isEqualTo(volume.grid());
        assertThat(again.layers()).hasSameSizeAs(volume.layers());
        for (int n = 0; n < volume.layers().size(); n++) {
            requireSameLabels(again.layers().get(n), volume.layers().get(n));
        }
    }

    private static void requireSameLabels(LabelVolume again, LabelVolume labels) {
        int voxels = labels.grid().voxelCount();
        for (int v = 0; v < voxels; v++) {
            if (again.at(v) != labels.at(v)) {
                throw new AssertionError("voxel " + v + " must be " + labels.at(v) + ", was " + again.at(v));
            }
        }
    }
}
