package org.thermargin.bench;

import java.util.Locale;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.phantom.BenchmarkScene;

/** Grids and masks that the benchmarks share, all from {@link BenchmarkScene} with seed 1. */
public final class BenchmarkMasks {
    /** Seed of every scene. */
    public static final long SEED = 1;

    private BenchmarkMasks() {}

    /** Grid by name: {@code 512x512x200} (0.8 x 0.8 x 1.5 mm), or a cube of so many 1 mm voxels a side. */
    public static VoxelGrid grid(String name) {
        Point3 origin = new Point3(0, 0, 0);
        if (name.equals("512x512x200")) {
            return slices(1.5);
        }
        int n = Integer.parseInt(name);
        return VoxelGrid.axisAligned(n, n, n, 1, 1, 1, origin);
    }

    /** 512 x 512 x 200 voxels of 0.8 x 0.8 mm with slices of the given thickness. */
    public static VoxelGrid slices(double thicknessMm) {
        return VoxelGrid.axisAligned(512, 512, 200, 0.8, 0.8, thicknessMm, new Point3(0, 0, 0));
    }

    /** Organs, vessels and zone of the scene that fills the grid; a lesion of 3 cm in the middle. */
    public enum Structure {
        LESION,
        LIVER,
        VESSELS,
        ABLATION;

        /** By its name in lower case. */
        public static Structure named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        /** The structure's mask on the grid. */
        public BinaryMask on(VoxelGrid grid) {
            if (this == LESION) {
                return BenchmarkScene.clinical(grid, SEED).tumour();
            }
            BenchmarkScene scene = BenchmarkScene.scaled(grid, SEED);
            return switch (this) {
                case LIVER -> labelled(scene.labels(), BenchmarkScene.LIVER, BenchmarkScene.TUMOUR);
                case VESSELS -> labelled(scene.labels(), BenchmarkScene.VESSEL, BenchmarkScene.VESSEL);
                default -> scene.ablation();
            };
        }
    }

    private static BinaryMask labelled(LabelVolume labels, int from, int to) {
        VoxelGrid grid = labels.grid();
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    int label = labels.at(grid.linearIndex(i, j, k));
                    if (label >= from && label <= to) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }
}
