package org.thermargin.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.SceneBuilder;
import org.thermargin.io.casefile.VolumeEntry;
import org.thermargin.io.casefile.VolumeRole;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;

/** Laws from masks over files to a scene. */
class CaseLawsTest {
    @TempDir
    private Path temp;

    /** I9: what is written is read back, in every bit. */
    @LawTest(oneIn = 4)
    void masksSurviveFiles(long seed) {
        Law.check(seed, c -> {
            BinaryMask mask = readable(c.lesion());
            for (String name : List.of("mask.nii", "mask.nii.gz")) {
                Path file = temp.resolve(name);
                NiftiWriter.write(file, mask);

                LabelVolume read =
                        VolumeFiles.readLabels(file, ReadOptions.strict()).labels();

                assertThat(read.grid()).isEqualTo(mask.grid());
                assertThat(read.nonZero()).isEqualTo(mask);
                assertThat(read.mask(1)).isEqualTo(mask);
            }
        });
    }

    /** I2, I5: a file with more background around, or elsewhere in the world, holds the same voxels. */
    @LawTest(oneIn = 4)
    void paddedAndShiftedFilesHoldTheSameVoxels(long seed) {
        Law.check(seed, c -> {
            BinaryMask mask = readable(c.lesion());
            VoxelGrid g = mask.grid();
            BinaryMask padded = mask.cropped(g.box().grown(2, 1, 3));
            BinaryMask shifted = new BinaryMask(VoxelGrid.axisAligned(
                    g.nx(),
                    g.ny(),
                    g.nz(),
                    g.dxMm(),
                    g.dyMm(),
                    g.dzMm(),
                    g.origin().shifted(17.25, -40.5, 100)));
            System.arraycopy(mask.words(), 0, shifted.words(), 0, mask.words().length);

            assertThat(reread(padded).onto(g)).isEqualTo(mask);
            assertThat(reread(shifted)).isEqualTo(shifted);
        });
    }

    private BinaryMask reread(BinaryMask mask) throws IOException, InputException {
        Path file = temp.resolve("again.nii.gz");
        NiftiWriter.write(file, mask);
        return VolumeFiles.readLabels(file, ReadOptions.strict()).labels().nonZero();
    }

    /** I8: which number a label has does not matter when it is named. */
    @LawTest(oneIn = 4)
    void relabellingKeepsTheScene(long seed) {
        Law.check(seed, c -> {
            BinaryMask lesion = readable(c.lesion());
            BinaryMask rest = readable(c.zone()).andNot(lesion);
            if (rest.isEmpty()) {
                return; // no second label to name
            }
            Random random = new Random(seed);
            int a = 1 + random.nextInt(65535);
            int b = 1 + (a + random.nextInt(65534)) % 65535;

            Scene plain = labelled(lesion, 1, rest, 2);
            Scene renumbered = labelled(lesion, a, rest, b);

            assertThat(a).isNotEqualTo(b);
            assertThat(plain.lesions().get(0).mask()).isEqualTo(lesion);
            assertThat(renumbered.lesions().get(0).mask()).isEqualTo(lesion);
            assertThat(zone(renumbered)).isEqualTo(zone(plain)).isEqualTo(rest);
        });
    }

    /** I6, I7: neither the order of the files nor the number of threads changes what a lesion is. */
    @LawTest(oneIn = 4)
    void orderAndThreadsKeepTheLesions(long seed) {
        Law.check(seed, c -> {
            List<VolumeEntry> volumes = new ArrayList<>();
            volumes.add(entry(VolumeRole.LESION, "one", readable(c.lesion())));
            volumes.add(entry(VolumeRole.LESION, "two", readable(c.zone())));
            volumes.add(entry(VolumeRole.ZONE, "zone", readable(c.lesion().or(c.zone()))));
            Scene inOrder = scene(volumes, 1);
            Collections.shuffle(volumes, new Random(seed));

            Scene shuffled = scene(volumes, 1 + (int) Math.floorMod(seed, 5L));

            assertThat(byName(shuffled)).isEqualTo(byName(inOrder)).hasSize(2);
            assertThat(zone(shuffled)).isEqualTo(zone(inOrder));
        });
    }

    /** The mask on a grid of at least 20 mm and one spare voxel along each axis, as readers demand. */
    private static BinaryMask readable(BinaryMask mask) {
        return mask.cropped(new IndexBox(
                0,
                0,
                0,
                Math.max(mask.grid().nx() + 1, (int) Math.ceil(20 / mask.grid().dxMm())),
                Math.max(mask.grid().ny() + 1, (int) Math.ceil(20 / mask.grid().dyMm())),
                Math.max(mask.grid().nz() + 1, (int) Math.ceil(20 / mask.grid().dzMm()))));
    }

    private VolumeEntry entry(VolumeRole role, String name, BinaryMask mask) throws IOException {
        Path file = temp.resolve(name + ".nii");
        NiftiWriter.write(file, mask);
        return VolumeEntry.of(role, file);
    }

    private Scene labelled(BinaryMask lesion, int a, BinaryMask zone, int b) throws IOException, InputException {
        short[] labels = new short[lesion.grid().voxelCount()];
        for (int k = 0; k < lesion.grid().nz(); k++) {
            for (int j = 0; j < lesion.grid().ny(); j++) {
                for (int i = 0; i < lesion.grid().nx(); i++) {
                    labels[lesion.grid().linearIndex(i, j, k)] =
                            (short) (lesion.get(i, j, k) ? a : zone.get(i, j, k) ? b : 0);
                }
            }
        }
        Path file = temp.resolve("labels.nii");
        NiftiWriter.write(file, LabelVolume.ofShorts(lesion.grid(), labels));
        return scene(
                List.of(
                        VolumeEntry.of(VolumeRole.LESION, file).withLabel(Integer.toString(a)),
                        VolumeEntry.of(VolumeRole.ZONE, file).withLabel(Integer.toString(b))),
                2);
    }

    private static Scene scene(List<VolumeEntry> volumes, int threads) throws InputException {
        CaseFile source = new CaseFile(
                "law",
                volumes,
                List.of(),
                CaseFile.CriteriaEntry.none(),
                Map.of(),
                false,
                OptionalDouble.empty(),
                List.of());
        return new SceneBuilder(ReadOptions.strict(), threads).build(source);
    }

    private static Map<String, LesionMask> byName(Scene scene) {
        return scene.lesions().stream().collect(Collectors.toMap(LesionMask::name, Function.identity()));
    }

    private static BinaryMask zone(Scene scene) {
        return ((SceneZone.Imported) scene.zones().get(0)).mask();
    }
}
