package org.thermargin.report;

import java.io.IOException;
import java.io.Writer;
import org.thermargin.margin.MarginMap;

/**
 * The margin of every vertex of the lesion surface as CSV: position LPS mm, area weight mm2 (the weights add up to the
 * area of the surface), margin mm.
 */
public final class SurfaceTable {
    private static final String HEADER = "x_lps_mm,y_lps_mm,z_lps_mm,area_mm2,margin_mm\r\n";

    private SurfaceTable() {}

    /** Writes header and one row per vertex; the writer stays open. */
    public static void write(Writer out, MarginMap surface) throws IOException {
        out.write(HEADER);
        double[] v = surface.verticesMm();
        for (int n = 0; n < surface.marginMm().length; n++) {
            out.write(new CsvRow()
                    .number(v[3 * n])
                    .number(v[3 * n + 1])
                    .number(v[3 * n + 2])
                    .number(surface.areaMm2()[n])
                    .number(surface.marginMm()[n])
                    .end());
        }
    }
}
