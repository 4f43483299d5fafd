package org.thermargin.bench.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.thermargin.bench.BenchmarkMasks;
import org.thermargin.grid.LabelVolume;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.phantom.BenchmarkScene;

/** The files of the reading benchmarks: gzipped NIfTI of 512 x 512 x 200 voxels. */
public final class BenchmarkFiles {
    private static final int DATATYPE_OFFSET = 70;
    private static final int INT16 = 4;
    private static final int BUFFER_BYTES = 1 << 16;

    /** CT number + 1024 of outside, liver, vessel, ablated tissue, tumour. */
    private static final int[] TISSUES = {24, 1124, 1184, 1074, 1104};

    private BenchmarkFiles() {}

    /** Writes a label volume (uint8). */
    public static void mask(Path file) throws IOException {
        NiftiWriter.write(file, labels());
    }

    /**
     * Writes a CT (int16): values of the scene's tissues with noise. The writer has no int16, so unsigned values below
     * 2^15 are written and the type in the header is changed.
     */
    public static void ct(Path file) throws IOException {
        LabelVolume labels = labels();
        SplittableRandom random = new SplittableRandom(BenchmarkMasks.SEED);
        short[] values = new short[labels.grid().voxelCount()];
        for (int v = 0; v < values.length; v++) {
            values[v] = (short) (TISSUES[labels.at(v)] + random.nextInt(12) + random.nextInt(12));
        }
        Path plain = Files.createTempFile("benchmark-ct", ".nii");
        NiftiWriter.write(plain, LabelVolume.ofShorts(labels.grid(), values));
        byte[] all = Files.readAllBytes(plain);
        Files.delete(plain);
        all[DATATYPE_OFFSET] = INT16;
        all[DATATYPE_OFFSET + 1] = 0;
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
            out.write(all);
        }
    }

    private static LabelVolume labels() {
        return BenchmarkScene.scaled(BenchmarkMasks.grid("512x512x200"), BenchmarkMasks.SEED)
                .labels();
    }
}
