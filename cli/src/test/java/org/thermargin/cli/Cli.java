package org.thermargin.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.report.TextStyle;

/** Runs the program in this process, and makes masks for it. */
final class Cli {
    private Cli() {}

    /** What a run left. */
    record Run(int code, String out, String err) {}

    static Run run(Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] texts = new String[args.length];
        for (int n = 0; n < args.length; n++) {
            texts[n] = args[n].toString();
        }
        int code = Main.run(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        TextStyle.PLAIN),
                texts);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A ball mask of 1 mm voxels around LPS (x, 0, 1000). */
    static Path ball(Path file, double x, double radiusMm) {
        return ball(file, x, radiusMm, new Point3(-20, -20, 980));
    }

    static Path ball(Path file, double x, double radiusMm, Point3 origin) {
        BinaryMask mask = new BinaryMask(VoxelGrid.axisAligned(40, 40, 40, 1, 1, 1, origin));
        VoxelGrid grid = mask.grid();
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (grid.toWorld(i, j, k).distanceMm(new Point3(x, 0, 1000)) <= radiusMm) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        try {
            NiftiWriter.write(file, mask);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
