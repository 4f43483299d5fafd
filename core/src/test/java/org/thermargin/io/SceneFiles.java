package org.thermargin.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The asymmetric scene as int16 NRRD and MetaImage files, written from the format descriptions and not from the readers
 * or writers.
 */
public enum SceneFiles {
    NRRD_RAW("scene.nrrd"),
    NRRD_GZIP("scene.nrrd"),
    NRRD_TEXT("scene.nrrd"),
    NRRD_HEX("scene.nrrd"),
    NRRD_RAS("scene.nrrd"),
    NRRD_LAS("scene.nrrd"),
    NRRD_DETACHED("scene.nhdr"),
    META_LOCAL("scene.mha"),
    META_ZLIB("scene.mha"),
    META_DETACHED("scene.mhd"),
    META_LIST("scene.mhd");

    private final String fileName;

    SceneFiles(String fileName) {
        this.fileName = fileName;
    }

    public boolean isNrrd() {
        return name().startsWith("NRRD");
    }

    /** Whether voxels are in other files than the header. */
    public boolean isDetached() {
        return name().endsWith("DETACHED") || this == META_LIST;
    }

    /** The header's text, data not included. */
    public String header(AsymmetricScene.Stored scene, ByteOrder order) {
        return isNrrd() ? nrrdHeader(scene, order) : metaHeader(scene, order);
    }

    /** Writes the file (and its data files) and returns its path. */
    public Path write(Path folder, AsymmetricScene.Stored scene, ByteOrder order) throws IOException {
        byte[] data = scene.bytes(2, order);
        byte[] header = header(scene, order).getBytes(StandardCharsets.UTF_8);
        Path path = folder.resolve(fileName);
        switch (this) {
            case NRRD_DETACHED, META_DETACHED -> {
                Files.write(path, header);
                Files.write(folder.resolve("voxels.raw"), data);
            }
            case META_LIST -> {
                Files.write(path, header);
                int slice = data.length / scene.size()[2];
                for (int k = 0; k < scene.size()[2]; k++) {
                    Files.write(
                            folder.resolve("slice" + k + ".raw"), Arrays.copyOfRange(data, k * slice, (k + 1) * slice));
                }
            }
            default -> Files.write(path, concat(header, encoded(scene, data)));
        }
        return path;
    }

    private byte[] encoded(AsymmetricScene.Stored scene, byte[] data) {
        return switch (this) {
            case NRRD_GZIP, NRRD_RAS, NRRD_LAS -> gzip(data);
            case META_ZLIB -> zlib(data);
            case NRRD_TEXT ->
                Arrays.stream(scene.labels())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" ", "", "\n"))
                        .getBytes(StandardCharsets.US_ASCII);
            case NRRD_HEX -> {
                StringBuilder hex = new StringBuilder();
                for (int n = 0; n < data.length; n++) {
                    hex.append(String.format(Locale.ROOT, "%02x", data[n])).append(n % 32 == 31 ? "\n" : "");
                }
                yield hex.toString().getBytes(StandardCharsets.US_ASCII);
            }
            default -> data;
        };
    }

    private String nrrdHeader(AsymmetricScene.Stored scene, ByteOrder order) {
        String space = switch (this) {
            case NRRD_RAS -> "right-anterior-superior";
            case NRRD_LAS -> "LAS";
            default -> "left-posterior-superior";
        };
        double[] toFile = {space.startsWith("right") ? -1 : 1, space.startsWith("left-p") ? 1 : -1, 1};
        String encoding = switch (this) {
            case NRRD_RAW, NRRD_DETACHED -> "raw";
            case NRRD_TEXT -> "ascii";
            case NRRD_HEX -> "hex";
            default -> "gzip";
        };
        return "NRRD0004\n# by hand\ntype: short\ndimension: 3\nspace: " + space + "\nsizes: " + sizes(scene)
                + "\nspace directions: " + nrrdVector(scene.stepsMm()[0], toFile) + " "
                + nrrdVector(scene.stepsMm()[1], toFile) + " " + nrrdVector(scene.stepsMm()[2], toFile)
                + "\nkinds: domain domain domain\nendian: " + (order == ByteOrder.BIG_ENDIAN ? "big" : "little")
                + "\nencoding: " + encoding + "\nspace origin: " + nrrdVector(scene.firstMm(), toFile) + "\n"
                + (this == NRRD_DETACHED ? "data file: voxels.raw\n" : "\n");
    }

    private static String nrrdVector(double[] lpsMm, double[] toFile) {
        return "(" + lpsMm[0] * toFile[0] + "," + lpsMm[1] * toFile[1] + "," + lpsMm[2] * toFile[2] + ")";
    }

    private String metaHeader(AsymmetricScene.Stored scene, ByteOrder order) {
        StringBuilder matrix = new StringBuilder();
        StringBuilder spacing = new StringBuilder();
        StringBuilder letters = new StringBuilder();
        for (double[] step : scene.stepsMm()) {
            double length = Math.abs(step[0] + step[1] + step[2]);
            spacing.append(' ').append(length);
            for (int n = 0; n < 3; n++) {
                matrix.append(' ').append(step[n] / length);
                if (step[n] != 0) {
                    letters.append((step[n] > 0 ? "RAI" : "LPS").charAt(n));
                }
            }
        }
        return "ObjectType = Image\nNDims = 3\nBinaryData = True\nBinaryDataByteOrderMSB = "
                + (order == ByteOrder.BIG_ENDIAN ? "True" : "False")
                + "\nCompressedData = " + (this == META_ZLIB ? "True" : "False")
                + (this == META_ZLIB ? "\nCompressedDataSize = " + zlib(scene.bytes(2, order)).length : "")
                + "\nTransformMatrix =" + matrix + "\nOffset = "
                + scene.firstMm()[0] + " " + scene.firstMm()[1] + " " + scene.firstMm()[2]
                + "\nCenterOfRotation = 0 0 0\nAnatomicalOrientation = " + letters
                + "\nElementSpacing =" + spacing + "\nDimSize = " + sizes(scene)
                + "\nElementType = MET_SHORT\nElementDataFile = " + metaData(scene) + "\n";
    }

    private String metaData(AsymmetricScene.Stored scene) {
        StringBuilder place = new StringBuilder();
        switch (this) {
            case META_DETACHED -> place.append("voxels.raw");
            case META_LIST -> {
                place.append("LIST");
                for (int k = 0; k < scene.size()[2]; k++) {
                    place.append("\nslice").append(k).append(".raw");
                }
            }
            default -> place.append("LOCAL");
        }
        return place.toString();
    }

    private static String sizes(AsymmetricScene.Stored scene) {
        return scene.size()[0] + " " + scene.size()[1] + " " + scene.size()[2];
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] zlib(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
            zlib.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
