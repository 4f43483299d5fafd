package org.thermargin.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.thermargin.bench.BenchmarkMasks;
import org.thermargin.bench.io.BenchmarkFiles;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.phantom.BenchmarkScene;

/**
 * Writes what the benchmarks compute on as files that other programs read: {@code GRID-STRUCTURE.nii.gz} for the distance
 * transforms, {@code margin-lesion.nii.gz} and {@code margin-zone.nii.gz} for the margin, {@code read-mask.nii.gz} and
 * {@code read-ct.nii.gz} for reading. Argument: the folder.
 */
public final class ComparisonVolumes {
    private ComparisonVolumes() {}

    /** Writes the files into the folder given. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        for (String grid : List.of("256", "512x512x200")) {
            for (String structure : List.of("lesion", "liver")) {
                NiftiWriter.write(
                        folder.resolve(grid + "-" + structure + ".nii.gz"),
                        BenchmarkMasks.Structure.named(structure).on(BenchmarkMasks.grid(grid)));
            }
        }
        VoxelGrid grid = BenchmarkMasks.grid("512x512x200");
        BenchmarkScene scene = BenchmarkScene.clinical(grid, BenchmarkMasks.SEED);
        NiftiWriter.write(folder.resolve("margin-lesion.nii.gz"), scene.tumour());
        NiftiWriter.write(folder.resolve("margin-zone.nii.gz"), scene.ablation());
        BenchmarkFiles.mask(folder.resolve("read-mask.nii.gz"));
        BenchmarkFiles.ct(folder.resolve("read-ct.nii.gz"));
    }
}
