package org.thermargin.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.AsymmetricScene;
import org.thermargin.io.GzipStream;
import org.thermargin.io.SceneFiles;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.nifti.NiftiBytes;
import org.thermargin.io.nifti.NiftiReader;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.io.nrrd.NrrdWriter;
import org.thermargin.io.volume.VolumeFiles;

/** The targets of NIfTI, NRRD and MetaImage files; the seeds are the asymmetric scene. */
final class VolumeTargets {
    /** The 210 labels of the scene as bytes, compressed with bzip2 1.0.8. */
    private static final String BZIP2_LABELS =
            "QlpoOTFBWSZTWelNQmoAAEHwAH77y774ACAAahKKZGhpkGgYBJFNGgAAeoGmhCJx5njyz8m8kSgiIbqI5ZlKsCyoklCJ84oLBwmyQUsBAwCmmOu3N5DxNxSZSFKCubgVHlhgjbi7kinChIdKahNQ";

    private static final AsymmetricScene.Stored SCENE = AsymmetricScene.stored(AsymmetricScene.PERMUTATIONS.get(0), 0);
    /** Text formats store enough digits for the same doubles; directions are made of unit length again. */
    private static final double TEXT_TOLERANCE_MM = 1e-6;

    /** First byte of the time of a gzip member whose trailer is to be put right. */
    private static final byte REPAIRED = 7;

    private VolumeTargets() {}

    static FuzzTarget niftiHeader() throws IOException {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("scene", NiftiBytes.scene().bytes());
        NiftiBytes big = NiftiBytes.scene(AsymmetricScene.PERMUTATIONS.get(3), 5);
        big.byteOrder = ByteOrder.BIG_ENDIAN;
        big.version = 2;
        seeds.put("scene-2-big", big.bytes());
        NiftiBytes scaled = NiftiBytes.scene();
        scaled.slope = 2;
        scaled.intercept = 1;
        scaled.sformCode = 0;
        scaled.units = 1;
        for (int n = 1; n < 4; n++) {
            scaled.pixdim[n] /= 1000;
            scaled.quaternRas[n + 2] /= 1000;
        }
        seeds.put("scaled-qform-metres", scaled.bytes());
        NiftiBytes floats = NiftiBytes.scene();
        floats.datatype = 16;
        floats.bitpix = 32;
        floats.qformCode = 0;
        floats.extension = new byte[16];
        floats.data = floats(SCENE.labels());
        seeds.put("float-extension", floats.bytes());
        return new VolumeTarget(List.of("v.nii"), seeds, List.of("n+1\0", "n+2\0\r\n\032\n"), VolumeTargets::nifti);
    }

    static FuzzTarget niftiGz() throws IOException {
        byte[] plain = NiftiBytes.scene().bytes();
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("gzip", SceneFiles.gzip(plain));
        byte[] head = Arrays.copyOf(plain, 300);
        byte[] rest = Arrays.copyOfRange(plain, 300, plain.length);
        seeds.put("two-members", SceneFiles.concat(SceneFiles.gzip(head), SceneFiles.gzip(rest)));
        byte[] named = SceneFiles.gzip(plain);
        byte[] name = "n.nii\0".getBytes(StandardCharsets.US_ASCII);
        named[3] = 8;
        seeds.put(
                "named",
                SceneFiles.concat(Arrays.copyOf(named, 10), name, Arrays.copyOfRange(named, 10, named.length)));
        byte[] repaired = SceneFiles.gzip(plain);
        repaired[4] = REPAIRED;
        seeds.put("repaired", repaired);
        return new RepairedGzip(
                new VolumeTarget(List.of("v.nii.gz"), seeds, List.of("\u001f\u008b\u0008"), VolumeTargets::niftiGz));
    }

    /**
     * Puts checksum and length of a single member right where its time says so: no fuzzer guesses them, and without them
     * nothing damaged would get past the decompressor.
     */
    private record RepairedGzip(FuzzTarget target) implements FuzzTarget {
        @Override
        public Map<String, byte[]> seeds() throws IOException {
            return target.seeds();
        }

        @Override
        public List<String> words() {
            return target.words();
        }

        @Override
        public void run(byte[] input, Sandbox sandbox) throws IOException, InputException {
            boolean plain = input.length > 10 && input[0] == 0x1f && input[1] == (byte) 0x8b && input[3] == 0;
            target.run(plain && input[4] == REPAIRED ? repaired(input) : input, sandbox);
        }

        private static byte[] repaired(byte[] input) {
            Inflater inflater = new Inflater(true);
            try {
                inflater.setInput(input, 10, input.length - 10);
                byte[] out = new byte[1 << 20];
                int length = inflater.inflate(out);
                if (!inflater.finished()) {
                    return input;
                }
                CRC32 crc = new CRC32();
                crc.update(out, 0, length);
                int end = 10 + inflater.getTotalIn();
                return ByteBuffer.allocate(end + 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(input, 0, end)
                        .putInt((int) crc.getValue())
                        .putInt(length)
                        .array();
            } catch (DataFormatException e) {
                return input;
            } finally {
                inflater.end();
            }
        }
    }

    static FuzzTarget nrrdHeader() throws IOException {
        Map<String, byte[]> seeds = new TreeMap<>();
        for (SceneFiles format : List.of(SceneFiles.NRRD_RAW, SceneFiles.NRRD_RAS, SceneFiles.NRRD_LAS)) {
            seeds.put(format.name(), file(format));
        }
        Path written = Files.createTempFile("seed", ".seg.nrrd");
        NrrdWriter.writeSegmentation(
                written,
                List.of(AsymmetricScene.labels()),
                List.of(new Segment("tumour", 1, 0), new Segment("b", 7, 0)));
        seeds.put("segmentation", Files.readAllBytes(written));
        Files.delete(written);
        return new VolumeTarget(List.of("v.seg.nrrd"), seeds, nrrdWords(), VolumeTargets::text);
    }

    static FuzzTarget nrrdData() throws IOException {
        Map<String, byte[]> seeds = new TreeMap<>();
        for (SceneFiles format : List.of(SceneFiles.NRRD_GZIP, SceneFiles.NRRD_TEXT, SceneFiles.NRRD_HEX)) {
            seeds.put(format.name(), file(format));
        }
        String header = SceneFiles.NRRD_RAW
                .header(SCENE, ByteOrder.LITTLE_ENDIAN)
                .replace("type: short", "type: uchar")
                .replace("encoding: raw", "encoding: bzip2");
        seeds.put(
                "bzip2",
                SceneFiles.concat(
                        header.getBytes(StandardCharsets.UTF_8),
                        Base64.getDecoder().decode(BZIP2_LABELS)));
        return new VolumeTarget(List.of("v.nrrd"), seeds, nrrdWords(), VolumeTargets::text);
    }

    static FuzzTarget nrrdDetached() throws IOException {
        Map<String, byte[]> seeds = new TreeMap<>();
        String header = SceneFiles.NRRD_DETACHED.header(SCENE, ByteOrder.LITTLE_ENDIAN);
        byte[] data = SCENE.bytes(2, ByteOrder.LITTLE_ENDIAN);
        seeds.put("detached", Parts.join(header.getBytes(StandardCharsets.UTF_8), data));
        String skipping = header.replace("data file:", "byte skip: 5\nline skip: 1\ndata file:");
        byte[] shifted = SceneFiles.concat("text\n12345".getBytes(StandardCharsets.US_ASCII), data);
        seeds.put("skips", Parts.join(skipping.getBytes(StandardCharsets.UTF_8), shifted));
        return new VolumeTarget(List.of("v.nhdr", "voxels.raw"), seeds, nrrdWords(), VolumeTargets::text);
    }

    static FuzzTarget metaImage() throws IOException {
        Map<String, byte[]> seeds = new TreeMap<>();
        seeds.put("local", file(SceneFiles.META_LOCAL));
        seeds.put("zlib", file(SceneFiles.META_ZLIB));
        byte[] data = SCENE.bytes(2, ByteOrder.LITTLE_ENDIAN);
        String detached = SceneFiles.META_DETACHED.header(SCENE, ByteOrder.LITTLE_ENDIAN);
        seeds.put("detached", Parts.join(detached.getBytes(StandardCharsets.UTF_8), data));
        byte[][] slices = new byte[SCENE.size()[2] + 1][];
        slices[0] = SceneFiles.META_LIST
                .header(SCENE, ByteOrder.LITTLE_ENDIAN)
                .replace("slice0.raw", "voxels.raw")
                .getBytes(StandardCharsets.UTF_8);
        int slice = data.length / SCENE.size()[2];
        for (int k = 0; k < SCENE.size()[2]; k++) {
            slices[k + 1] = Arrays.copyOfRange(data, k * slice, (k + 1) * slice);
        }
        seeds.put("list", Parts.join(slices));
        List<String> names = new ArrayList<>(List.of("v.mha", "voxels.raw"));
        for (int k = 1; k < SCENE.size()[2]; k++) {
            names.add("slice" + k + ".raw");
        }
        List<String> words = List.of(
                "ObjectType",
                "NDims",
                "DimSize",
                "ElementType",
                "MET_SHORT",
                "MET_UCHAR",
                "MET_FLOAT",
                "ElementSpacing",
                "TransformMatrix",
                "Offset",
                "CenterOfRotation",
                "CompressedData",
                "CompressedDataSize",
                "HeaderSize",
                "BinaryData",
                "BinaryDataByteOrderMSB",
                "ElementNumberOfChannels",
                "ElementDataFile",
                "LIST",
                "LOCAL",
                "AnatomicalOrientation",
                "True",
                "False",
                "%03d",
                " = ",
                "../outside.raw",
                "2147483648");
        return new VolumeTarget(names, seeds, words, VolumeTargets::text);
    }

    private static List<String> nrrdWords() {
        return List.of(
                "NRRD0005\n",
                "type: ",
                "dimension: ",
                "sizes: ",
                "space: ",
                "space dimension: ",
                "space directions: ",
                "space origin: ",
                "space units: ",
                "kinds: ",
                "domain",
                "list",
                "endian: ",
                "encoding: ",
                "raw",
                "gzip",
                "bzip2",
                "hex",
                "ascii",
                "line skip: ",
                "byte skip: ",
                "-1",
                "data file: ",
                "spacings: ",
                "measurement frame: ",
                "none",
                "nan",
                "left-posterior-superior-time",
                "uchar",
                "double",
                ":=",
                "../outside.raw",
                "2147483648",
                "Segment0_LabelValue",
                "Segment0_Layer",
                "Segment0_Extent",
                "Segmentation_ReferenceImageExtentOffset",
                "4294967297");
    }

    private static byte[] file(SceneFiles format) throws IOException {
        Path folder = Files.createTempDirectory("seed");
        Path written = format.write(folder, SCENE, ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = Files.readAllBytes(written);
        Files.delete(written);
        Files.delete(folder);
        return bytes;
    }

    private static byte[] floats(int[] labels) {
        java.nio.ByteBuffer bytes =
                java.nio.ByteBuffer.allocate(4 * labels.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int label : labels) {
            bytes.putFloat(label);
        }
        return bytes.array();
    }

    private static void text(VolumeFile volume, Path file, byte[] input, Sandbox sandbox)
            throws InputException, IOException {
        VolumeRules.requireSameValues(file, volume);
        String ending = file.toString().endsWith(".mha") ? ".mha" : ".nrrd";
        VolumeRules.requireRoundTrip(volume, sandbox.folder().resolve("again" + ending), TEXT_TOLERANCE_MM);
    }

    /** Beside the rules of all: one byte more or less is refused. */
    private static void nifti(VolumeFile volume, Path file, byte[] input, Sandbox sandbox)
            throws InputException, IOException {
        VolumeRules.requireSameValues(file, volume);
        requireExactLength(file, input);
        // float32 has 24 bits; a corner is the sum of an origin and three steps, and the quaternion is rounded too
        VoxelGrid grid = volume.grid();
        double farthest = grid.origin().distanceMm(new Point3(0, 0, 0)) + 3000;
        VolumeRules.requireRoundTrip(volume, sandbox.folder().resolve("again.nii"), farthest * 4 / (1 << 23));
    }

    private static void requireExactLength(Path file, byte[] input) throws IOException {
        for (int length : new int[] {input.length - 1, input.length + 1}) {
            Files.write(file, Arrays.copyOf(input, length));
            try {
                VolumeFiles.readLabels(file, VolumeRules.OPTIONS);
            } catch (InputException e) {
                continue;
            }
            throw new AssertionError("a file of " + length + " bytes was read like one of " + input.length);
        }
    }

    /** Beside those: the JDK's decompressor comes to the same bytes, and the volume is that of those bytes. */
    private static void niftiGz(VolumeFile volume, Path file, byte[] input, Sandbox sandbox)
            throws InputException, IOException {
        if (input.length < 2 || input[0] != 0x1f || input[1] != (byte) 0x8b) {
            nifti(volume, file, input, sandbox);
            return;
        }
        byte[] ours;
        try (GzipStream stream = new GzipStream(new ByteArrayInputStream(input), input.length)) {
            ours = stream.readAllBytes();
        }
        ByteArrayOutputStream theirs = new ByteArrayOutputStream();
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(input))) {
            stream.transferTo(theirs);
        }
        if (!Arrays.equals(ours, theirs.toByteArray())) {
            throw new AssertionError("two decompressors come to different bytes");
        }
        requireExactLength(file, input);
        Path plain = sandbox.write("plain.nii", ours);
        VolumeFile same = new NiftiReader().readLabels(plain, VolumeRules.OPTIONS);
        nifti(same, plain, ours, sandbox);
        NiftiWriter.write(sandbox.folder().resolve("again.nii.gz"), volume.labels());
        AsymmetricScene.assertSameLabels(same.labels(), volume.labels());
    }
}
