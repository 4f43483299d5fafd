package org.thermargin.study;

import java.util.Locale;

/** The columns of a study table, in order. Each row has all of them; a field is empty where the value is unknown. */
public enum StudyColumn {
    CASE_NUMBER(Kind.INTEGER, "", "place of the case in the study, from 1"),
    CASE_ID(Kind.TEXT, "", "name of the case"),
    GROUP(Kind.TEXT, "", "group that the manifest states"),
    TASK(Kind.INTEGER, "", "number of the task in the study, from 1; a task is a case, or a draw of one"),
    DRAW(Kind.INTEGER, "", "number of the draw within the case, from 1; 0 without a design"),
    TASK_KEY(Kind.TEXT, "", "hash of inputs, parameters and engine version"),
    LESION_ID(Kind.TEXT, "", "name of the lesion; empty for a case that was refused or failed as a whole"),
    SOURCE(Kind.TEXT, "", "where the zone comes from: planned, placed or observed; empty with no zone"),
    VERDICT(
            Kind.TEXT,
            "",
            "COMPLETE, INSUFFICIENT, INCOMPLETE, INDETERMINATE, NOT_TARGETED, REFUSED or FAILED, by the interval"),
    POINT_VERDICT(Kind.TEXT, "", "what the point estimate alone gives"),
    GUARANTEED_VERDICT(Kind.TEXT, "", "what the guaranteed interval gives (full rows)"),
    UNTAINTED_VERDICT(Kind.TEXT, "", "the verdict when assumptions are not held against it"),
    TAINTS(Kind.TEXT, "", "assumptions and doubts that bear on the verdict (full rows)"),
    ACCEPTED(Kind.TEXT, "", "those that the user accepted (full rows)"),
    REASON(Kind.TEXT, "", "codes of what refused or failed; the sentences stand in failures.jsonl"),
    TARGET_MM(Kind.NUMBER, "mm", "target margin"),
    TARGET_ASSUMED(Kind.FLAG, "", "whether nobody stated the target"),
    PRESET(Kind.TEXT, "", "criteria preset"),
    REGISTRATION_ERROR_MM(Kind.NUMBER, "mm", "stated bound of the registration error"),
    NEEDLE_OFF_MM(Kind.NUMBER, "mm", "drawn distance of the tip from its place; the largest of the applicators"),
    NEEDLE_X_LPS_MM(Kind.NUMBER, "mm", "drawn offset of the first applicator's tip towards the left"),
    NEEDLE_Y_LPS_MM(Kind.NUMBER, "mm", "the same towards posterior"),
    NEEDLE_Z_LPS_MM(Kind.NUMBER, "mm", "the same towards superior"),
    NEEDLE_TILT_DEG(Kind.NUMBER, "deg", "drawn turn of the shaft about its tip; the largest of the applicators"),
    REGISTRATION_OFF_MM(Kind.NUMBER, "mm", "drawn offset of the whole zone against the lesion"),
    ZONE_SCALE(Kind.NUMBER, "1", "drawn factor on the axes of the tabled zone"),
    POWER_W(Kind.NUMBER, "W", "power that the design sets"),
    TIME_S(Kind.NUMBER, "s", "time that the design sets"),
    LESION_VOLUME_ML(Kind.NUMBER, "mL", "volume of the lesion"),
    LESION_EQUIVALENT_DIAMETER_MM(Kind.NUMBER, "mm", "diameter of the sphere of that volume"),
    LESION_MAX_DIAMETER_MM(Kind.NUMBER, "mm", "largest diameter"),
    SUBCAPSULAR(Kind.FLAG, "", "whether the lesion comes within 10 mm of the organ surface"),
    ZONE_MODEL(Kind.TEXT, "", "what made the zone (full rows)"),
    TABLE_ROWS(Kind.TEXT, "", "rows of the device tables used (full rows)"),
    ZONE_VOLUME_ML(Kind.NUMBER, "mL", "volume of the zone (full rows)"),
    DEFORMED_BY_VESSELS(Kind.FLAG, "", "whether the zone as vessels leave it decided"),
    MAM_MM(Kind.NUMBER, "mm", "minimal ablative margin, point estimate"),
    MAM_REFERENCE(Kind.TEXT, "", "organ_tissue or complement: what the margin is measured to"),
    MAM_LOWER_MM(Kind.NUMBER, "mm", "lower end of the 99 % interval"),
    MAM_UPPER_MM(Kind.NUMBER, "mm", "upper end of the 99 % interval"),
    MAM_GUARANTEED_LOWER_MM(Kind.NUMBER, "mm", "lower end of the guaranteed interval"),
    MAM_GUARANTEED_UPPER_MM(Kind.NUMBER, "mm", "upper end of the guaranteed interval"),
    MAM_RAW_MM(Kind.NUMBER, "mm", "margin to the complement of the zone whatever the organ"),
    MAM_EXCLUDED_MM(Kind.NUMBER, "mm", "margin by the older subcapsular rule"),
    EXCLUDED_AREA_FRACTION(Kind.NUMBER, "1", "share of lesion surface that this rule leaves out"),
    WITNESS_X_LPS_MM(Kind.NUMBER, "mm", "thinnest place on the lesion, towards the left"),
    WITNESS_Y_LPS_MM(Kind.NUMBER, "mm", "the same towards posterior"),
    WITNESS_Z_LPS_MM(Kind.NUMBER, "mm", "the same towards superior"),
    DIRECTION(Kind.TEXT, "", "side of the lesion where the margin is thinnest (full rows)"),
    FACING(Kind.TEXT, "", "what faces the thinnest place (full rows)"),
    SURFACE_AREA_MM2(Kind.NUMBER, "mm2", "area of the lesion surface"),
    SURFACE_LT_0_FRACTION(Kind.NUMBER, "1", "share of it with a margin below 0 mm"),
    SURFACE_0_TO_5_FRACTION(Kind.NUMBER, "1", "share with 0 to 5 mm"),
    SURFACE_5_TO_10_FRACTION(Kind.NUMBER, "1", "share with 5 to 10 mm"),
    SURFACE_GE_10_FRACTION(Kind.NUMBER, "1", "share with 10 mm or more"),
    FRACTION_GE_TARGET(Kind.NUMBER, "1", "share with at least the target"),
    MARGIN_Q05_MM(Kind.NUMBER, "mm", "5 % quantile of the margin over the surface (full rows)"),
    MARGIN_Q25_MM(Kind.NUMBER, "mm", "25 % quantile (full rows)"),
    MARGIN_Q50_MM(Kind.NUMBER, "mm", "median (full rows)"),
    MARGIN_Q75_MM(Kind.NUMBER, "mm", "75 % quantile (full rows)"),
    MARGIN_Q95_MM(Kind.NUMBER, "mm", "95 % quantile (full rows)"),
    COVERAGE_FRACTION(Kind.NUMBER, "1", "share of the lesion inside the zone (full rows)"),
    RESIDUAL_ML(Kind.NUMBER, "mL", "lesion outside the zone (full rows)"),
    RESIDUAL_ISLANDS(Kind.INTEGER, "", "number of its parts (full rows)"),
    LARGEST_FULL_SHELL_MM(Kind.NUMBER, "mm", "largest shell around the lesion that is all ablated (full rows)"),
    LARGEST_90_PERCENT_SHELL_MM(Kind.NUMBER, "mm", "largest shell that is 90 % ablated (full rows)"),
    INSUFFICIENT_MARGIN_ML(Kind.NUMBER, "mL", "tissue within the target distance not ablated (full rows)"),
    NEAREST_VESSEL_TO_LESION_MM(Kind.NUMBER, "mm", "distance of the nearest vessel to the lesion"),
    HEAT_SINK_RISK(Kind.TEXT, "", "worst heat-sink risk of the vessels (full rows)"),
    VESSEL_FACING_MAM_MM(Kind.NUMBER, "mm", "least margin of the surface that faces a vessel (full rows)"),
    COOLING_MARGIN_LOST_MM(Kind.NUMBER, "mm", "margin that vessels take (full rows)"),
    COOLING_VOLUME_LOST_ML(Kind.NUMBER, "mL", "volume that vessels take (full rows)"),
    NEAREST_STRUCTURE_TO_ZONE_MM(Kind.NUMBER, "mm", "distance of the nearest structure to the zone (full rows)"),
    STRUCTURE_ALERTS(Kind.INTEGER, "", "number of structures nearer than their alert distance (full rows)"),
    NEEDLE_CHECKS_FAILED(Kind.INTEGER, "", "number of needle checks not kept (full rows)"),
    QAM_MIN_MM(Kind.NUMBER, "mm", "published voxel-border recipe: minimum (full rows of masks)"),
    QAM_MEDIAN_MM(Kind.NUMBER, "mm", "its median"),
    QAM_MAX_MM(Kind.NUMBER, "mm", "its maximum"),
    LESION_NOTES(Kind.TEXT, "", "codes of notes about the lesion"),
    ZONE_FINDINGS(Kind.TEXT, "", "codes of what must be said about the numbers"),
    CASE_WARNINGS(Kind.TEXT, "", "codes of what is wrong with the input of the case");

    /** What the fields of a column hold. */
    public enum Kind {
        TEXT,
        /** A double, shortest decimals that read back exactly. */
        NUMBER,
        /** A whole number. */
        INTEGER,
        /** {@code true} or {@code false}. */
        FLAG
    }

    private final Kind kind;
    private final String unit;
    private final String meaning;

    StudyColumn(Kind kind, String unit, String meaning) {
        this.kind = kind;
        this.unit = unit;
        this.meaning = meaning;
    }

    /** Name in tables. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Place in a row, from 0. */
    @SuppressWarnings("EnumOrdinal") // the order of the columns is that of the table
    int index() {
        return ordinal();
    }

    /** What its fields hold. */
    public Kind kind() {
        return kind;
    }

    /** Unit; {@code 1} for shares and factors, empty for what has none. */
    public String unit() {
        return unit;
    }

    /** What it says, one sentence. */
    public String meaning() {
        return meaning;
    }
}
