package org.thermargin.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.grid.LabelVolume;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.oracle.Oracle;
import org.thermargin.oracle.OracleVolume;

/**
 * Ours against series that pydicom and dcmtk wrote: every transfer syntax that is read, signed and unsigned, 8, 12 and 16
 * bits, any orientation, rescaled; JPEG Lossless with every predictor; segmentations of overlapping segments with frames
 * left out. Corners within 1e-4 mm, values equal.
 */
@Tag("H01")
@Tag("H28")
class DicomOracleTest {
    /** Positions have at most 16 characters, directions 9 digits: 1e-9 x 100 mm and 1e-6 mm are far below. */
    private static final double CORNER_TOLERANCE_MM = 1e-4;

    private static final int SERIES = 49 * Integer.getInteger("thermargin.oracle.repeats", 1);

    /** One segmentation file for every three series, each of one to five segments. */
    private static final int SEGMENTATIONS = SERIES / 3;

    @TempDir
    Path folder;

    @Test
    void weReadWhatPydicomAndDcmtkWrote() throws IOException, InputException {
        Oracle.requireProgram("/usr/bin/dcmcjpeg");
        Oracle.requireProgram("/usr/bin/dcmcrle");
        Oracle pydicom = Oracle.python("numpy", "pydicom");

        List<OracleVolume> volumes = OracleVolume.parse(pydicom.run(script(), folder, SERIES));

        int segments = 0;
        Set<String> segmentations = new HashSet<>();
        for (OracleVolume volume : volumes) {
            String name = volume.file().getFileName().toString();
            if (name.startsWith("series")) {
                volume.assertSame(
                        new DicomReader().readScalars(volume.file(), ReadOptions.strict()), CORNER_TOLERANCE_MM);
            } else {
                int dot = name.lastIndexOf('.');
                assertSegment(volume, name.substring(0, dot), Integer.parseInt(name.substring(dot + 1)));
                segmentations.add(name.substring(0, dot));
                segments++;
            }
        }
        assertThat(volumes.size() - segments).isEqualTo(SERIES);
        assertThat(segmentations).hasSize(SEGMENTATIONS);
        System.out.println("DICOM against pydicom and dcmtk: " + SERIES + " series, " + SEGMENTATIONS
                + " segmentation files with " + segments + " segments");
    }

    private void assertSegment(OracleVolume oracle, String name, int number) throws InputException {
        VolumeFile file = VolumeFiles.readLabels(folder.resolve(name), ReadOptions.strict());
        Segment segment = file.segments().stream()
                .filter(s -> s.labelValue() == number)
                .findFirst()
                .orElseThrow();
        assertThat(segment.name()).isEqualTo("L\u00e4sion " + number);
        LabelVolume layer = file.layers().get(segment.layer());
        byte[] mask = new byte[layer.grid().voxelCount()];
        for (int v = 0; v < mask.length; v++) {
            mask[v] = (byte) (layer.at(v) == number ? 1 : 0);
        }
        oracle.assertSame(LabelVolume.ofBytes(layer.grid(), mask), file.storageAxes(), CORNER_TOLERANCE_MM);
    }

    private static String script() throws IOException {
        try (InputStream in = DicomOracleTest.class.getResourceAsStream("series.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
