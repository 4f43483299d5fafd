package org.thermargin.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.thermargin.InputException;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.dicom.DicomSeeds;
import org.thermargin.io.volume.VolumeFiles;

/** The targets of DICOM: single images, series, segmentations, contours. */
final class DicomTargets {
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final int SLICES = 3;
    private static final double TOLERANCE_MM = 1e-6;
    private static final List<String> WORDS = List.of(
            "1.2.840.10008.1.2",
            EXPLICIT,
            "1.2.840.10008.1.2.1.99",
            "1.2.840.10008.1.2.2",
            "1.2.840.10008.1.2.5",
            "1.2.840.10008.1.2.4.57",
            "1.2.840.10008.1.2.4.70",
            "OB",
            "OW",
            "SQ",
            "UN",
            "US",
            "UL",
            "DS",
            "IS",
            "CS",
            "DICM",
            "\u00fe\u00ff\u0000\u00e0",
            "\u00fe\u00ff\r\u00e0",
            "\u00fe\u00ff\u00dd\u00e0",
            "\u00ff\u00ff\u00ff\u00ff",
            "BINARY",
            "FRACTIONAL",
            "LABELMAP",
            "CLOSED_PLANAR",
            "1\\0\\0\\0\\1\\0",
            "-1",
            "1e308",
            "NaN",
            "2147483648");

    private DicomTargets() {}

    /** One file: an image of several frames, or an archive of slices. */
    static FuzzTarget part10() throws IOException {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("multi-frame", DicomSeeds.multiFrame());
        seeds.put("archive", archive());
        return new Target(seeds, List.of("image.dcm"));
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int k = 0; k < SLICES; k++) {
                ZipEntry entry = new ZipEntry("ct/" + k);
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(DicomSeeds.slice(k, EXPLICIT));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** Three slices in a folder. */
    static FuzzTarget series() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        for (String syntax : List.of(
                "1.2.840.10008.1.2",
                EXPLICIT,
                "1.2.840.10008.1.2.1.99",
                "1.2.840.10008.1.2.2",
                "1.2.840.10008.1.2.5",
                "1.2.840.10008.1.2.4.57",
                "1.2.840.10008.1.2.4.70")) {
            byte[][] slices = new byte[SLICES][];
            for (int k = 0; k < SLICES; k++) {
                slices[k] = DicomSeeds.slice(k, syntax);
            }
            seeds.put("syntax-" + syntax, Parts.join(slices));
        }
        return new Target(seeds, List.of("ct/b", "ct/a", "ct/c", "ct/d"));
    }

    static FuzzTarget segmentation() {
        return new Target(
                Map.of("binary", DicomSeeds.segmentation(true), "fractional", DicomSeeds.segmentation(false)),
                List.of("seg.dcm"));
    }

    /** Contours, then the slices they are drawn on. */
    static FuzzTarget contours() {
        byte[][] files = new byte[1 + SLICES][];
        files[0] = DicomSeeds.contours();
        for (int k = 0; k < SLICES; k++) {
            files[k + 1] = DicomSeeds.slice(k, EXPLICIT);
        }
        return new Target(Map.of("contours", Parts.join(files)), List.of("rt.dcm", "ct/b", "ct/a", "ct/c"));
    }

    /** Files of which the first, or the folder they lie in, is read. */
    private record Target(Map<String, byte[]> seeds, List<String> names) implements FuzzTarget {
        @Override
        public List<String> words() {
            return WORDS;
        }

        @Override
        public void run(byte[] input, Sandbox sandbox) throws IOException, InputException {
            List<byte[]> files = Parts.split(input, names.size());
            List<Path> written = new ArrayList<>();
            for (int n = 0; n < files.size(); n++) {
                written.add(sandbox.write(names.get(n), files.get(n)));
            }
            Path first = written.get(0);
            boolean folder = !first.getParent().equals(sandbox.folder());
            VolumeAddress address = VolumeAddress.of(folder ? first.getParent() : first);
            if (names.size() > 1 && !folder) {
                address = address.drawnOn(Optional.of(sandbox.folder().resolve("ct")));
            }
            VolumeFiles.choices(address.path(), VolumeRules.OPTIONS);
            VolumeFile volume = VolumeRules.labels(address, sandbox);
            VolumeRules.requireRoundTrip(volume, sandbox.folder().resolve("again.nrrd"), TOLERANCE_MM);
        }
    }
}
