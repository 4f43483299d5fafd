package org.thermargin.bench.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.thermargin.bench.BenchmarkMasks;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.phantom.BenchmarkScene;

/**
 * Writes a cohort for {@code bench/study.sh}: cases of 256 x 256 x 128 voxels with masks of lesion, liver and zone, from
 * a few different scenes; or one plan that costs little, a lesion of 1 cm on voxels of 2 x 2.25 x 2.5 mm.
 *
 * <pre>java -cp ... org.thermargin.bench.study.StudyCohort DIR CASES|plan</pre>
 */
final class StudyCohort {
    private static final int SCENES = 4;

    private StudyCohort() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        if (args[1].equals("plan")) {
            plan(Files.createDirectories(folder));
            return;
        }
        int cases = Integer.parseInt(args[1]);
        VoxelGrid grid = VoxelGrid.axisAligned(256, 256, 128, 1.6, 1.6, 2.34, new Point3(0, 0, 0));
        for (int n = 0; n < cases; n++) {
            Path to = Files.createDirectories(folder.resolve("case-" + n));
            if (n < SCENES) {
                BenchmarkScene scene = BenchmarkScene.clinical(grid, BenchmarkMasks.SEED + n);
                write(to, "lesion", scene.tumour());
                write(to, "zone", scene.ablation());
                write(to, "liver", scene.labels().nonZero());
            } else {
                for (String name : new String[] {"lesion", "zone", "liver"}) {
                    Files.createLink(
                            to.resolve(name + ".nii.gz"),
                            folder.resolve("case-" + n % SCENES).resolve(name + ".nii.gz"));
                }
            }
            Files.writeString(to.resolve("case.json"), """
                    {"schema": "thermargin.case/1", "id": "case-%d", "volumes": [
                      {"role": "lesion", "file": "lesion.nii.gz"}, {"role": "zone", "file": "zone.nii.gz"},
                      {"role": "liver", "file": "liver.nii.gz"}], "criteria": {"target_mm": 5}}
                    """.formatted(n));
        }
    }

    private static void plan(Path folder) throws IOException {
        VoxelGrid grid = VoxelGrid.axisAligned(24, 24, 24, 2, 2.25, 2.5, new Point3(-23, -26, -29));
        BinaryMask lesion = new BinaryMask(grid);
        for (int voxel = 0; voxel < grid.voxelCount(); voxel++) {
            int i = voxel % grid.nx();
            int j = voxel / grid.nx() % grid.ny();
            int k = voxel / grid.nx() / grid.ny();
            if (grid.toWorld(i, j, k).distanceMm(new Point3(0, 0, 0)) <= 5) {
                lesion.set(i, j, k);
            }
        }
        write(folder, "lesion", lesion);
        Files.writeString(folder.resolve("case.json"), """
                {"schema": "thermargin.case/1", "id": "plan", "frame": "LPS",
                 "volumes": [{"role": "lesion", "file": "lesion.nii.gz"}],
                 "applicators": [{"source": "planned", "id": "antenna", "device": "emprint", "power_w": 100, "time_s": 300,
                  "entry_mm": [-60, 10, 5], "tip_mm": [15, 0, 0]}], "criteria": {"target_mm": 5}}
                """);
    }

    private static void write(Path folder, String name, BinaryMask mask) throws IOException {
        NiftiWriter.write(folder.resolve(name + ".nii.gz"), mask);
    }
}
