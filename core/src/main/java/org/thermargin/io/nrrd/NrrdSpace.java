package org.thermargin.io.nrrd;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thermargin.InputException;

/**
 * The world frame of a NRRD file and the factors that bring its coordinates to LPS millimetres. Only frames tied to
 * the patient count: {@code scanner-xyz}, {@code 3D-right-handed}, {@code 3D-left-handed} or a bare {@code space
 * dimension} say nothing about left and right and are refused.
 *
 * @param dimension number of space axes as written: 3, or 4 for the variants with time
 * @param factorMm per space axis x, y, z: signed factor from the file's coordinate to LPS mm
 */
record NrrdSpace(int dimension, double[] factorMm) {
    private static final Map<String, String> FRAMES = Map.of(
            "right-anterior-superior", "RAS",
            "left-anterior-superior", "LAS",
            "left-posterior-superior", "LPS",
            "ras", "RAS",
            "las", "LAS",
            "lps", "LPS");

    private static final Map<String, Double> UNITS_MM = Map.of(
            "mm", 1.0,
            "millimeter", 1.0,
            "millimeters", 1.0,
            "millimetre", 1.0,
            "cm", 10.0,
            "m", 1000.0,
            "um", 1e-3,
            "\u00b5m", 1e-3,
            "\u03bcm", 1e-3,
            "micron", 1e-3);

    private static final Pattern QUOTED = Pattern.compile("\\s*\"([^\"]*)\"");

    /** The frame that the header states; units not stated are millimetres, the format's convention in medicine. */
    static NrrdSpace of(NrrdHeader header) throws InputException {
        if (!header.has("space")) {
            throw header.refused(
                    "nrrd-orientation-absent",
                    "H03",
                    "NRRD must state a patient frame in 'space' (LPS, RAS or LAS), "
                            + (header.has("space dimension") ? "only 'space dimension' was given" : "was absent"));
        }
        String name = header.required("space").toLowerCase(Locale.ROOT);
        boolean withTime = name.endsWith("-time") || (name.length() == 4 && name.endsWith("t"));
        String spatial = withTime ? name.substring(0, name.length() - (name.length() == 4 ? 1 : 5)) : name;
        String frame = FRAMES.get(spatial);
        if (frame == null) {
            throw header.refused(
                    "nrrd-orientation-absent",
                    "H03",
                    "NRRD 'space' must be a patient frame (LPS, RAS or LAS), was '" + header.required("space") + "'");
        }
        int dimension = withTime ? 4 : 3;
        if (header.has("space dimension")) {
            throw header.refused(
                    "nrrd-duplicate", "H36", "NRRD must give 'space' or 'space dimension', both were given");
        }
        double[] unitMm = unitsMm(header, dimension);
        return new NrrdSpace(dimension, new double[] {
            frame.charAt(0) == 'L' ? unitMm[0] : -unitMm[0], frame.charAt(1) == 'P' ? unitMm[1] : -unitMm[1], unitMm[2]
        });
    }

    private static double[] unitsMm(NrrdHeader header, int dimension) throws InputException {
        double[] unitMm = {1, 1, 1};
        if (!header.has("space units")) {
            return unitMm;
        }
        String text = header.required("space units");
        Matcher matcher = QUOTED.matcher(text);
        int end = 0;
        for (int axis = 0; axis < dimension; axis++) {
            matcher.region(end, text.length());
            if (!matcher.lookingAt()) {
                throw unknownUnit(header, text);
            }
            end = matcher.end();
            Double factor = UNITS_MM.get(matcher.group(1).trim());
            if (axis < 3 && factor == null) {
                throw unknownUnit(header, matcher.group(1));
            }
            if (axis < 3) {
                unitMm[axis] = factor;
            }
        }
        if (end != text.length()) {
            throw unknownUnit(header, text);
        }
        return unitMm;
    }

    private static InputException unknownUnit(NrrdHeader header, String text) {
        return header.refused(
                "nrrd-units",
                "H09",
                "NRRD 'space units' must be one of mm, cm, m, um per space axis, was '" + text + "'");
    }
}
