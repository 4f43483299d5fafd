package org.thermargin.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Kinds of bad case, each made from a good one, with the code that it is refused by. */
final class BadCases {
    /** Bytes of a NIfTI-1 header. */
    private static final int DIM = 40;

    private static final int DATATYPE = 70;
    private static final int PIXDIM = 76;
    private static final int VOX_OFFSET = 108;
    private static final int QFORM_CODE = 252;
    private static final int QOFFSET_X = 268;
    private static final int SROW_X = 280;

    /** Spoils a good case. */
    interface Spoiler {
        void spoil(Path folder) throws IOException;
    }

    /** Changes the bytes of a file. */
    interface Patch {
        void on(ByteBuffer header);
    }

    /**
     * A kind.
     *
     * @param code code of the refusal
     * @param spoiler makes a good case one of this kind
     */
    record Kind(String code, Spoiler spoiler) {}

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    BadCases() {
        folders();
        documents();
        statements();
        volumes();
        headers();
    }

    /** The kinds by name. */
    Map<String, Kind> kinds() {
        return kinds;
    }

    private void add(String name, String code, Spoiler spoiler) {
        kinds.put(name, new Kind(code, spoiler));
    }

    private void folders() {
        add("folder-empty", "case-unknown", f -> {
            for (String name : new String[] {"case.json", "lesion.nii.gz", "zone.nii.gz"}) {
                Files.delete(f.resolve(name));
            }
        });
        add("json-directory", "not-a-regular-file", f -> directory(f.resolve("case.json")));
        add("json-fifo", "not-a-regular-file", f -> fifo(f.resolve("case.json")));
        add("json-dangling", "file-missing", f -> link(f.resolve("case.json"), "nowhere.json"));
        add("json-link-to-itself", "file-missing", f -> link(f.resolve("case.json"), "case.json"));
        add("lesion-missing", "file-missing", f -> Files.delete(f.resolve("lesion.nii.gz")));
        add("lesion-directory", "not-a-regular-file", f -> directory(f.resolve("lesion.nii.gz")));
        add("lesion-fifo", "not-a-regular-file", f -> fifo(f.resolve("lesion.nii.gz")));
        add("lesion-dangling", "file-missing", f -> link(f.resolve("lesion.nii.gz"), "nowhere"));
        add("lesion-device", "case-path", f -> link(f.resolve("lesion.nii.gz"), "/dev/zero"));
    }

    private void documents() {
        add("json-empty", "case-field", f -> Files.writeString(f.resolve("case.json"), ""));
        add("json-truncated", "json-syntax", f -> replace(f, "\"criteria\"", "\u0000"));
        add("json-unknown-key", "case-field", f -> replace(f, "\"id\"", "\"colour\": 1, \"id\""));
        add(
                "json-doubled-key",
                "json-syntax",
                f -> replace(f, "\"id\"", "\"frame\": \"RAS\", \"frame\": \"LPS\", \"id\""));
        add(
                "json-not-utf8",
                "json-syntax",
                f -> Files.write(f.resolve("case.json"), new byte[] {'{', '"', (byte) 0xff, '"'}));
        add("json-nested", "json-syntax", f -> Files.writeString(f.resolve("case.json"), "[".repeat(100_000)));
        add("json-huge", "json-size", f -> Files.writeString(f.resolve("case.json"), " ".repeat(40_000_000) + "{}"));
        add("json-other-schema", "case-field", f -> replace(f, "thermargin.case/1", "thermargin.case/9"));
        add("json-list", "case-field", f -> Files.writeString(f.resolve("case.json"), "[1, 2]"));
    }

    private void statements() {
        add("plan-nan", "json-syntax", f -> plan(f, "NaN, 0, 0", "1, 2, 3", 100));
        add("plan-infinite", "case-field", f -> plan(f, "1e999, 0, 0", "1, 2, 3", 100));
        add("plan-without-length", "case-field", f -> plan(f, "1, 2, 3", "1, 2, 3", 100));
        add("plan-outside-table", "device-setting", f -> plan(f, "100, 0, 0", "1, 2, 3", 900));
        add("plan-unknown-device", "device-unknown", f -> {
            plan(f, "100, 0, 0", "1, 2, 3", 100);
            replace(f, "emprint", "toaster");
        });
        add("id-doubled", "case-id-doubled", f -> replace(f, f.getFileName().toString(), "aaa"));
        add("id-empty", "case-field", f -> replace(f, f.getFileName().toString(), ""));
        add("target-negative", "case-field", f -> replace(f, "5.0", "-5.0"));
        add("lesion-outside-folder", "case-path", f -> replace(f, "\"lesion.nii.gz\"", "\"../aaa/lesion.nii.gz\""));
        add("lesion-from-root", "case-path", f -> replace(f, "\"lesion.nii.gz\"", "\"/etc/passwd\""));
        add(
                "lesion-label-absent",
                "label-absent",
                f -> replace(f, "\"lesion.nii.gz\"", "\"lesion.nii.gz\", \"label\": 77"));
        add("role-unknown", "case-field", f -> replace(f, "\"role\": \"lesion\"", "\"role\": \"leison\""));
        add("zone-not-stated", "case-field", f -> replace(f, "\"role\": \"zone\"", "\"role\": \"liver\""));
    }

    private void volumes() {
        add("lesion-no-bytes", "not-nifti", f -> Files.write(f.resolve("lesion.nii.gz"), new byte[0]));
        add("lesion-noise", "not-nifti", f -> {
            byte[] noise = new byte[5000];
            for (int n = 0; n < noise.length; n++) {
                noise[n] = (byte) ((n * n) >> 3);
            }
            Files.write(f.resolve("lesion.nii.gz"), noise);
        });
        add("lesion-half-a-file", "gzip-truncated", f -> {
            byte[] bytes = Files.readAllBytes(f.resolve("lesion.nii.gz"));
            Files.write(f.resolve("lesion.nii.gz"), Arrays.copyOf(bytes, bytes.length / 2));
        });
        add("lesion-checksum", "gzip-corrupt", f -> {
            byte[] bytes = Files.readAllBytes(f.resolve("lesion.nii.gz"));
            bytes[bytes.length - 6] ^= 1;
            Files.write(f.resolve("lesion.nii.gz"), bytes);
        });
        add("lesion-without-a-voxel", "lesion-empty", f -> {
            byte[] bytes = inflated(f);
            Arrays.fill(bytes, 352, bytes.length, (byte) 0);
            write(f, bytes);
        });
        add("lesion-longer-than-stated", "data-trailing-bytes", f -> {
            byte[] bytes = inflated(f);
            write(f, Arrays.copyOf(bytes, bytes.length + 1_000_000));
        });
        add(
                "zone-on-another-lattice",
                "lattices-differ",
                f -> patched(
                        f,
                        h -> h.putFloat(SROW_X + 12, h.getFloat(SROW_X + 12) + 7)
                                .putFloat(QOFFSET_X, h.getFloat(QOFFSET_X) + 7)));
        add(
                "qform-unlike-sform",
                "qform-sform-disagree",
                f -> patched(f, h -> h.putFloat(QOFFSET_X, h.getFloat(QOFFSET_X) + 7)));
    }

    private void headers() {
        add(
                "header-spacing-zero",
                "spacing-implausible",
                f -> patched(
                        f,
                        h -> h.putShort(QFORM_CODE, (short) 0)
                                .putFloat(PIXDIM + 4, 0)
                                .putFloat(SROW_X, 0)));
        add(
                "header-spacing-nan",
                "pixdim-affine-disagree",
                f -> patched(f, h -> h.putShort(QFORM_CODE, (short) 0).putFloat(SROW_X, Float.NaN)));
        add("header-dims-negative", "size-invalid", f -> patched(f, h -> h.putShort(DIM + 2, (short) -5)));
        add(
                "header-dims-hostile",
                "volume-too-large",
                f -> patched(f, h -> {
                    for (int n = 1; n <= 3; n++) {
                        h.putShort(DIM + 2 * n, Short.MAX_VALUE);
                    }
                }));
        add("header-datatype", "sample-type-unsupported", f -> patched(f, h -> h.putShort(DATATYPE, (short) 1234)));
        add("header-offset", "data-truncated", f -> patched(f, h -> h.putFloat(VOX_OFFSET, 1e9f)));
        add("header-too-large", "case-memory", f -> {
            byte[] bytes = Arrays.copyOf(inflated(f), 352 + 400 * 400 * 400);
            for (int n = 1; n <= 3; n++) {
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(DIM + 2 * n, (short) 400);
            }
            write(f, bytes);
        });
    }

    private static void directory(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
    }

    private static void link(Path file, String target) throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of(target));
    }

    private static void fifo(Path file) throws IOException {
        Files.delete(file);
        try {
            if (new ProcessBuilder("mkfifo", file.toString()).start().waitFor() != 0) {
                throw new IOException("mkfifo must make a pipe");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void replace(Path folder, String what, String by) throws IOException {
        Path json = folder.resolve("case.json");
        String text = Files.readString(json);
        if (!text.contains(what)) {
            throw new IOException("case must have " + what);
        }
        Files.writeString(
                json, by.equals("\u0000") ? text.substring(0, text.indexOf(what)) : text.replaceFirst(what, by));
    }

    private static void plan(Path folder, String entry, String tip, int powerW) throws IOException {
        replace(folder, "\"id\"", """
                "frame": "LPS", "applicators": [{"id": "n", "source": "planned", "device": "emprint", "power_w": %d, \
                "time_s": 300, "entry_mm": [%s], "tip_mm": [%s]}], "id\"""".formatted(powerW, entry, tip));
    }

    private static byte[] inflated(Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("lesion.nii.gz"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static void write(Path folder, byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        Files.write(folder.resolve("lesion.nii.gz"), zipped.toByteArray());
    }

    private static void patched(Path folder, Patch patch) throws IOException {
        byte[] bytes = inflated(folder);
        patch.on(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        write(folder, bytes);
    }

    /** A copy of the case in this folder, called as the folder is. */
    static Path copy(Path from, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path json = folder.resolve("case.json");
        String id = "\"id\": \"" + from.getFileName() + "\"";
        Files.writeString(json, Files.readString(json).replace(id, "\"id\": \"" + folder.getFileName() + "\""));
        return folder;
    }
}
