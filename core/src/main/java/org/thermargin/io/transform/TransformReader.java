package org.thermargin.io.transform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thermargin.InputException;
import org.thermargin.geometry.AffineMap;
import org.thermargin.io.FileDigest;
import org.thermargin.io.InputFile;
import org.thermargin.io.Printable;
import org.thermargin.scene.SceneInput;

/**
 * Reads the text form of ITK transforms ({@code .tfm}, {@code .txt}: "Insight Transform File V1.0"): one rigid, similar
 * or affine map, or a composite of them, which ITK applies last first. Refused with the reason: binary files, lists that
 * are no composite, two dimensions, maps that bend, mirror or are singular, numbers that are not finite (H20, H28, H36).
 */
public final class TransformReader {
    private static final int MAX_BYTES = 1 << 20;
    private static final String MAGIC = "#Insight Transform File V1.0";
    private static final String COMPOSITE = "CompositeTransform";
    private static final String HAZARD = "H20";
    private static final String EXPORT =
            "; export it as text: in 3D Slicer choose the file type \"Text (.tfm)\" when saving the transform, in ITK or"
                    + " SimpleITK write to a name that ends in .tfm, with ANTs use ConvertTransformFile 3 IN OUT.tfm";
    private static final Pattern KIND = Pattern.compile("(\\w+)_(?:double|float)_(\\d+)_(\\d+)");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d{1,20}(?:\\.\\d{0,340})?|\\.\\d{1,340})(?:[eE][+-]?\\d{1,3})?");
    private static final double MAX_NUMBER = 1e6;

    private final String file;

    private TransformReader(String file) {
        this.file = file;
    }

    /** The map in the file, which a case must still say how to use. */
    public static TransformFile read(Path path) throws InputException {
        FileDigest digest = new FileDigest();
        byte[] bytes;
        String name;
        boolean whole;
        try (InputFile in = InputFile.open(path, digest)) {
            name = in.name();
            bytes = in.stream().readNBytes(MAX_BYTES);
            whole = in.sizeBytes() <= MAX_BYTES;
            in.finish();
        } catch (IOException e) {
            throw new InputException(
                    "file-unreadable",
                    "H36",
                    String.valueOf(path.getFileName()),
                    "file must be readable: " + e.getMessage());
        }
        TransformReader reader = new TransformReader(name);
        List<Stated> stated = reader.stated(new String(bytes, StandardCharsets.ISO_8859_1), whole);
        return new TransformFile(
                reader.composed(stated),
                stated.stream().map(Stated::kind).toList(),
                new SceneInput("transform", path.toString(), digest.hex(), Optional.empty()));
    }

    /** One transform of the file. */
    private record Stated(String kind, double[] parameters, double[] fixed) {}

    private List<Stated> stated(String text, boolean whole) throws InputException {
        List<String> lines = text.lines().map(String::strip).toList();
        if (lines.isEmpty() || !lines.get(0).equals(MAGIC)) {
            boolean hdf5 = text.startsWith("\u0089HDF\r\n\u001a\n");
            throw refused(
                    "transform-format",
                    hdf5
                            ? "a transform must be ITK text (.tfm), was HDF5 (.h5)" + EXPORT
                            : "a transform must be ITK text whose first line is " + MAGIC + EXPORT);
        }
        List<Stated> all = new ArrayList<>();
        String kind = "";
        double[] parameters = null;
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String key = colon < 0 ? line : line.substring(0, colon).strip();
            String value = colon < 0 ? "" : line.substring(colon + 1).strip();
            switch (key) {
                case "Transform" -> {
                    requireOpen(kind.isEmpty(), "Transform before the FixedParameters of the last one");
                    kind = kind(value);
                    if (kind.equals(COMPOSITE)) { // has no parameters of its own
                        all.add(new Stated(kind, new double[0], new double[0]));
                        kind = "";
                    }
                }
                case "Parameters" -> {
                    requireOpen(!kind.isEmpty() && parameters == null, "Parameters without their Transform");
                    requireWhole(whole);
                    parameters = numbers(key, value);
                }
                case "FixedParameters" -> {
                    requireOpen(parameters != null, "FixedParameters without Parameters");
                    all.add(new Stated(kind, parameters, numbers(key, value)));
                    kind = "";
                    parameters = null;
                }
                default ->
                    throw refused(
                            "transform-syntax",
                            "a line must be Transform, Parameters, FixedParameters or a comment, was "
                                    + Printable.of(line));
            }
        }
        requireWhole(whole);
        if (!text.endsWith("\n")) { // half a number reads as another number
            throw refused("transform-truncated", "a transform file must end with a line end, seems to be cut off");
        }
        requireOpen(kind.isEmpty(), "an end before the FixedParameters of the last transform");
        return all;
    }

    private void requireOpen(boolean expected, String found) throws InputException {
        if (!expected) {
            throw refused(
                    "transform-syntax",
                    "a transform must be Transform, Parameters, FixedParameters in turn, had " + found);
        }
    }

    private void requireWhole(boolean whole) throws InputException {
        if (!whole) {
            throw new InputException("transform-size", "H36", file, "file must be at most 1 MiB, was larger");
        }
    }

    private String kind(String value) throws InputException {
        Matcher matcher = KIND.matcher(value);
        if (!matcher.matches()) {
            throw refused(
                    "transform-syntax",
                    "Transform must be a name as in AffineTransform_double_3_3, was " + Printable.of(value));
        }
        if (ItkTransform.bends(matcher.group(1))) {
            throw refused(
                    "transform-bends",
                    "a transform must be rigid, similar or affine, was " + matcher.group(1)
                            + "; deformation between the scans is not modelled: give the rigid or affine part alone"
                            + " and a bound on the error that it leaves at the lesion");
        }
        if (!matcher.group(2).equals("3") || !matcher.group(3).equals("3")) {
            throw refused("transform-dimensions", "a transform must take 3-D points to 3-D points, was " + value);
        }
        return matcher.group(1);
    }

    private double[] numbers(String key, String value) throws InputException {
        String[] texts = value.isEmpty() ? new String[0] : value.split("\\s+");
        double[] numbers = new double[texts.length];
        for (int n = 0; n < texts.length; n++) {
            boolean plain = NUMBER.matcher(texts[n]).matches();
            numbers[n] = plain ? Double.parseDouble(texts[n]) : Double.NaN;
            if (!(Math.abs(numbers[n]) <= MAX_NUMBER)) {
                throw refused(
                        "transform-number",
                        key + " must be finite numbers from -1000000 to 1000000, had " + Printable.of(texts[n]));
            }
        }
        return numbers;
    }

    /** A composite stands first and is applied from its last transform to its first. */
    private AffineMap composed(List<Stated> stated) throws InputException {
        boolean composite = !stated.isEmpty() && stated.get(0).kind().equals(COMPOSITE);
        List<Stated> parts = composite ? stated.subList(1, stated.size()) : stated;
        if (parts.isEmpty()) {
            throw refused("transform-syntax", "a transform file must hold a transform, held none");
        }
        if (parts.size() > 1 && !composite) {
            throw refused(
                    "transform-list",
                    "a file with several transforms must begin with a CompositeTransform that says how they follow one"
                            + " another, had " + parts.size() + " without it");
        }
        AffineMap map = AffineMap.IDENTITY;
        for (Stated part : parts) {
            try {
                map = map.after(ItkTransform.of(part.kind(), part.parameters(), part.fixed()));
            } catch (IllegalArgumentException e) {
                throw refused("transform-map", part.kind() + ": " + e.getMessage());
            }
        }
        return map;
    }

    private InputException refused(String code, String text) {
        return new InputException(code, HAZARD, file, text);
    }
}
