package org.thermargin.study;

import java.util.List;
import org.thermargin.geometry.Point3;

/**
 * How far something may lie from its place, as a vector. Lengths mm. Where there are shafts, "along" is the direction of
 * the shaft; where there are none, all directions are alike.
 */
public sealed interface OffsetError {
    /** Uniform numbers that one draw takes. */
    int dimensions();

    /** Number of values that the design goes through one by one; 1 where it draws. */
    int levels();

    /** The error as a text that is the same on every Java version. */
    String content();

    /** The error in words; empty when there is none. */
    String inWords();

    /** No error. */
    record None() implements OffsetError {
        @Override
        public int dimensions() {
            return 0;
        }

        @Override
        public int levels() {
            return 1;
        }

        @Override
        public String content() {
            return "none";
        }

        @Override
        public String inWords() {
            return "";
        }
    }

    /**
     * Normal, with a standard deviation per axis.
     *
     * @param acrossSdMm for each of the two axes across the shaft
     * @param alongSdMm along the shaft
     */
    record Normal(double acrossSdMm, double alongSdMm) implements OffsetError {
        public Normal {
            if (!(acrossSdMm >= 0 && acrossSdMm <= 50 && alongSdMm >= 0 && alongSdMm <= 50)) {
                throw new IllegalArgumentException(
                        "standard deviations must be 0 to 50 mm, were " + acrossSdMm + " and " + alongSdMm);
            }
        }

        @Override
        public int dimensions() {
            return 3;
        }

        @Override
        public int levels() {
            return 1;
        }

        @Override
        public String content() {
            return "normal " + Double.toHexString(acrossSdMm) + " " + Double.toHexString(alongSdMm);
        }

        @Override
        public String inWords() {
            return "normal, " + StudyDesign.plain(acrossSdMm) + " mm per axis"
                    + (acrossSdMm == alongSdMm
                            ? ""
                            : " across, " + StudyDesign.plain(alongSdMm) + " mm along the shaft");
        }
    }

    /** Exactly these distances one after the other, the direction drawn uniformly on the sphere. */
    record Distances(List<Double> mm) implements OffsetError {
        public Distances {
            mm = List.copyOf(mm);
            if (mm.isEmpty() || mm.stream().anyMatch(d -> !(d >= 0 && d <= 100))) {
                throw new IllegalArgumentException("distances must be 0 to 100 mm, at least one; were " + mm);
            }
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public int levels() {
            return mm.size();
        }

        @Override
        public String content() {
            return "distances " + mm.stream().map(Double::toHexString).toList();
        }

        @Override
        public String inWords() {
            return "exactly "
                    + String.join(", ", mm.stream().map(StudyDesign::plain).toList()) + " mm in random directions";
        }
    }

    /** Exactly these offsets one after the other, LPS mm. */
    record Points(List<Point3> offsets) implements OffsetError {
        public Points {
            offsets = List.copyOf(offsets);
            if (offsets.isEmpty()) {
                throw new IllegalArgumentException("a list of offsets must have at least one");
            }
        }

        @Override
        public int dimensions() {
            return 0;
        }

        @Override
        public int levels() {
            return offsets.size();
        }

        @Override
        public String content() {
            StringBuilder text = new StringBuilder("points");
            for (Point3 p : offsets) {
                text.append(' ').append(Double.toHexString(p.x()));
                text.append(' ').append(Double.toHexString(p.y()));
                text.append(' ').append(Double.toHexString(p.z()));
            }
            return text.toString();
        }

        @Override
        public String inWords() {
            return offsets.size() + " stated offsets";
        }
    }
}
