package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AssessmentTableTest {
    @Test
    @Tag("H30")
    void everyLesionHasARowAlsoWhenRefusedOrNotTargeted() {
        String[] rows = AssessmentTable.of(SampleAssessments.of(List.of(
                        SampleAssessments.lesion(),
                        SampleAssessments.refusedLesion(),
                        SampleAssessments.untargetedLesion())))
                .split("\r\n");

        assertThat(rows).hasSize(4);
        assertThat(rows[1]).startsWith("demo,INDETERMINATE,L1,observed,INDETERMINATE,");
        assertThat(rows[2])
                .startsWith("demo,INDETERMINATE,\"L2, \"\"cut\"\"\",,REFUSED,")
                .contains("lesion-cut-by-border");
        assertThat(rows[3]).startsWith("demo,INDETERMINATE,L3,,NOT_TARGETED,");
    }

    @Test
    void columnsAreTheSameForEveryCaseAndCarryUnits() {
        List<String> header = AssessmentTable.header();

        assertThat(AssessmentTable.of(SampleAssessments.full()))
                .startsWith(String.join(",", header) + "\r\n")
                .endsWith("\r\n");
        assertThat(new HashSet<>(header)).hasSameSizeAs(header);
        assertThat(header)
                .startsWith("case_id", "case_outcome", "lesion_id", "source", "verdict")
                .contains(
                        "mam_mm",
                        "mam_lower_mm",
                        "lesion_volume_ml",
                        "surface_area_mm2",
                        "shell_10_mm_ablated_fraction")
                .allMatch(name -> name.matches("[a-z0-9_]+"));
    }

    @Test
    void valuesStandUnderTheirNames() {
        List<String> header = AssessmentTable.header();
        // the sample's texts hold no comma but one in "decided by lesion L1, observed", which is no column
        String[] row =
                AssessmentTable.of(SampleAssessments.bare()).split("\r\n")[1].split(",", -1);

        assertThat(row).hasSameSizeAs(header);
        assertThat(row[header.indexOf("mam_mm")]).isEqualTo("6.024");
        assertThat(row[header.indexOf("witness_lesion_z_lps_mm")]).isNotEmpty();
        assertThat(row[header.indexOf("shell_1_mm_ablated_fraction")]).isEqualTo("1.0");
        assertThat(row[header.indexOf("shell_2_mm_ablated_fraction")]).isEmpty();
        assertThat(row[header.indexOf("mam_excluded_mm")]).isEmpty();
        assertThat(row[header.indexOf("qam_border_voxels")]).isEmpty();
    }
}
