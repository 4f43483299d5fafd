package org.thermargin.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.oracle.Oracle;

/**
 * Files that gdcm and dcmtk put into every transfer syntax that they and we know have the same lattice and voxels as
 * before: implicit, explicit, big endian, deflated, RLE and JPEG Lossless.
 */
@Tag("H28")
class TranscodedDicomTest {
    @TempDir
    Path folder;

    @Test
    void seriesAndSegmentationsOfOursKeepTheirVoxels() throws IOException, InputException {
        SplittableRandom random = new SplittableRandom(5);
        Path series = PatientSeries.random(random).write(folder.resolve("series"));
        Path oblique = PatientSeries.random(random).write(folder.resolve("oblique"));
        ImageReference images = ImageReference.read(VolumeAddress.of(series), ReadOptions.strict());
        BinaryMask mask = new BinaryMask(images.grid());
        for (int n = 0; n < 500; n++) {
            mask.set(
                    random.nextInt(mask.grid().nx()),
                    random.nextInt(mask.grid().ny()),
                    random.nextInt(mask.grid().nz()));
        }
        Path seg = folder.resolve("seg.dcm");
        SegmentationWriter.write(
                seg,
                images,
                List.of(new SegmentMask(
                        "part",
                        "for a test",
                        Code.sct("49755003", "Morphologically Abnormal Structure"),
                        Code.sct("52988006", "Lesion"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(1, 2, 3),
                        Optional.empty(),
                        mask)),
                new ObjectStamp("0.1.0", "abc1234", Optional.empty()));

        Map<String, Integer> conversions = compared(List.of(series.toString(), oblique.toString(), seg.toString()));

        assertThat(conversions)
                .containsEntry("dcmtk-big", 3)
                .containsEntry("dcmtk-deflated", 3)
                .containsEntry("dcmtk-implicit", 3)
                .containsEntry("gdcm-explicit", 3);
        assertThat(conversions.get("gdcm-rle")).isGreaterThanOrEqualTo(2);
        assertThat(conversions.get("gdcm-jpeg")).isGreaterThanOrEqualTo(2);
        assertThat(conversions.get("dcmtk-jpeg-14")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void publishedFilesKeepTheirVoxels() throws IOException, InputException {
        Path data = Path.of(System.getProperty("thermargin.root", ".."), "..", "shared", "data");
        assumeTrue(Files.exists(data), "published samples not at hand");
        List<String> sources = new ArrayList<>();
        for (String name : List.of(
                "dicom-seg/dcmqi_ct-3slice.zip!ct-3slice/0",
                "dicom-rt/rt-utils_ct.zip!.dcm",
                "3dircadb01/3Dircadb1.1/PATIENT_DICOM_slices_84-123.zip!image_",
                "3dircadb01/3Dircadb1.18/MASKS_DICOM.zip!/liver/image_",
                "3dircadb01/3Dircadb1.18/LABELLED_DICOM.zip!image_",
                "dicom-seg/dcmqi_liver.dcm",
                "dicom-seg/dcmqi_partial_overlaps.dcm")) {
            sources.add(data.resolve(name).toString());
        }

        Map<String, Integer> conversions = compared(sources);

        assertThat(conversions).containsEntry("dcmtk-big", 7).containsEntry("dcmtk-deflated", 7);
        assertThat(conversions.get("gdcm-rle")).isGreaterThanOrEqualTo(5);
    }

    /** How many sources each conversion was compared for. */
    private Map<String, Integer> compared(List<String> sources) throws IOException, InputException {
        Oracle.requireProgram("/usr/bin/gdcmconv");
        Oracle.requireProgram("/usr/bin/dcmcjpeg");
        Oracle python = Oracle.python("numpy");
        List<Object> arguments = new ArrayList<>(List.of(script(), folder.resolve("out")));
        arguments.addAll(sources);
        Map<String, VolumeFile> originals = new HashMap<>();
        Map<String, Integer> conversions = new TreeMap<>();
        for (String line : python.run(arguments.toArray())) {
            String[] fields = line.split("\t", -1);
            if (!originals.containsKey(fields[0])) {
                originals.put(fields[0], read(Path.of(fields[0])));
            }
            VolumeFile original = originals.get(fields[0]);
            if (original.format().startsWith("DICOM SEG") && fields[2].matches(".*(rle|jpeg).*")) {
                // single bits may not be compressed like that, though gdcm does it
                assertThatThrownBy(() -> read(Path.of(fields[1])))
                        .isInstanceOfSatisfying(
                                InputException.class, e -> assertThat(e.code()).isEqualTo("dicom-samples"));
                continue;
            }
            assertSame(original, read(Path.of(fields[1])), line);
            conversions.merge(fields[2], 1, Integer::sum);
        }
        System.out.println("transcoded: " + conversions);
        return conversions;
    }

    /** As labels where it is a segmentation, else as values. */
    private static VolumeFile read(Path source) throws InputException {
        VolumeFile header = new DicomReader().readHeader(source, ReadOptions.strict());
        return header.format().startsWith("DICOM SEG")
                ? new DicomReader().readLabels(source, ReadOptions.strict())
                : new DicomReader().readScalars(source, ReadOptions.strict());
    }

    private static void assertSame(VolumeFile one, VolumeFile other, String what) {
        assertThat(other.grid()).as(what).isEqualTo(one.grid());
        assertThat(other.storageAxes()).as(what).isEqualTo(one.storageAxes());
        assertThat(other.segments()).as(what).isEqualTo(one.segments());
        VoxelGrid grid = one.grid();
        for (int v = 0; v < grid.voxelCount(); v++) {
            int i = v % grid.nx();
            int j = v / grid.nx() % grid.ny();
            int k = v / grid.nx() / grid.ny();
            if (one.scalars().isPresent()) {
                if (one.scalars().get().get(i, j, k)
                        != other.scalars().orElseThrow().get(i, j, k)) {
                    assertThat(other.scalars().orElseThrow().get(i, j, k))
                            .as("%s at %d %d %d", what, i, j, k)
                            .isEqualTo(one.scalars().get().get(i, j, k));
                }
            }
            for (int layer = 0; layer < one.layers().size(); layer++) {
                if (one.layers().get(layer).at(v) != other.layers().get(layer).at(v)) {
                    assertThat(other.layers().get(layer).at(v))
                            .as("%s at %d %d %d", what, i, j, k)
                            .isEqualTo(one.layers().get(layer).at(v));
                }
            }
        }
    }

    private static String script() throws IOException {
        try (InputStream in = TranscodedDicomTest.class.getResourceAsStream("transcode.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
