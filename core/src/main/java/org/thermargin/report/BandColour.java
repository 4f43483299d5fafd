package org.thermargin.report;

import java.util.OptionalDouble;
import org.thermargin.assess.ZoneNumbers;

/**
 * The colours of the margin bands, the only place where they are defined. From the palette of Okabe and Ito ("Color
 * universal design", 2008), which people with any common colour vision tell apart; warm where tissue is left or the
 * margin is thin, cool where it is wide.
 */
public enum BandColour {
    UNCOVERED(0xD55E00, OptionalDouble.empty(), OptionalDouble.of(0)),
    UNDER_5_MM(0xE69F00, OptionalDouble.of(0), OptionalDouble.of(5)),
    UNDER_10_MM(0x56B4E9, OptionalDouble.of(5), OptionalDouble.of(10)),
    FROM_10_MM(0x009E73, OptionalDouble.of(10), OptionalDouble.empty());

    private final int rgb;
    private final OptionalDouble fromMm;
    private final OptionalDouble toMm;

    BandColour(int rgb, OptionalDouble fromMm, OptionalDouble toMm) {
        this.rgb = rgb;
        this.fromMm = fromMm;
        this.toMm = toMm;
    }

    /** Least margin of the colour, mm; empty for uncovered surface. */
    OptionalDouble fromMm() {
        return fromMm;
    }

    /** Margin below which it is used, mm; empty for the widest. */
    OptionalDouble toMm() {
        return toMm;
    }

    /** The colour of a signed margin, mm. */
    public static BandColour of(double marginMm) {
        if (marginMm < 0) {
            return UNCOVERED;
        }
        return marginMm < 5 ? UNDER_5_MM : marginMm < 10 ? UNDER_10_MM : FROM_10_MM;
    }

    /** The colour of a band: that of its lower limit. */
    public static BandColour of(ZoneNumbers.SurfaceBand band) {
        return band.fromMm().isPresent() ? of(band.fromMm().getAsDouble()) : UNCOVERED;
    }

    /** As {@code #rrggbb}. */
    public String hex() {
        return hex(rgb);
    }

    /** The colour in light of 0 (darkest shade, still clearly the colour) to 1 (slightly towards white). */
    public String hex(double light) {
        int shaded = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int channel = (rgb >> shift) & 0xff;
            double bright = channel + (255 - channel) * 0.22 * Math.max(0, 2 * light - 1);
            shaded |= (int) Math.round(bright * (0.68 + 0.32 * Math.min(1, 1.6 * light))) << shift;
        }
        return hex(shaded);
    }

    private static String hex(int rgb) {
        return "#" + Integer.toHexString(0x1000000 | rgb).substring(1);
    }
}
