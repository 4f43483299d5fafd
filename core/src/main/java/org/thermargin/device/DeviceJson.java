package org.thermargin.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.List;

/** A device file as it stands; absent entries are null. The names of its keys are the schema. */
record DeviceJson(
        @JsonProperty(required = true) String schema,
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String modality,
        @JsonProperty("frequency_mhz") Double frequencyMhz,
        String control,
        @JsonProperty(required = true) String organ,
        String species,

        @JsonProperty(value = "tissue_state", required = true)
        String tissueState,

        @JsonProperty(value = "tip_reference", required = true)
        String tipReference,

        @JsonProperty(required = true) String citation,
        @JsonProperty(required = true) String read,
        @JsonProperty(required = true) String grade,
        @JsonProperty(required = true) List<String> unverified,
        @JsonProperty("electrodes_mm") List<List<Double>> electrodesMm,
        @JsonProperty("usable_length_mm") Double usableLengthMm,
        @JsonProperty("usable_length_source") String usableLengthSource,
        List<Row> rows,
        @JsonProperty("power_law") Law powerLaw,
        @JsonProperty("reference_rows") List<Reference> referenceRows) {

    /** A row that makes a zone. */
    record Row(
            @JsonProperty(required = true) String id,
            @JsonProperty("power_w") Double powerW,

            @JsonProperty(value = "time_s", required = true) Double timeS,

            @JsonProperty("short_axis_mm") Double shortAxisMm,
            @JsonProperty("short_axis_sd_mm") Double shortAxisSdMm,
            @JsonProperty("long_axis_mm") Double longAxisMm,
            @JsonProperty("long_axis_sd_mm") Double longAxisSdMm,
            @JsonProperty("reach_beyond_tip_mm") Double reachBeyondTipMm,
            @JsonProperty("volume_ml") Double volumeMl,
            @JsonProperty("n") Integer samples,
            String mesh) {}

    /** A law fitted to rows. */
    record Law(
            @JsonProperty(required = true) String source,

            @JsonProperty(value = "power_from_w", required = true)
            Double powerFromW,

            @JsonProperty(value = "power_to_w", required = true)
            Double powerToW,

            @JsonProperty(value = "time_from_s", required = true)
            Double timeFromS,

            @JsonProperty(value = "time_to_s", required = true)
            Double timeToS,

            @JsonProperty(value = "short_axis", required = true)
            LawAxis shortAxis,

            @JsonProperty(value = "long_axis", required = true)
            LawAxis longAxis) {}

    /** The law of one axis, P in W, t in minutes. */
    record LawAxis(
            @JsonProperty(value = "at_1_w_1_min_mm", required = true)
            Double unitMm,

            @JsonProperty(value = "power_exponent", required = true)
            Double powerExponent,

            @JsonProperty(value = "time_exponent", required = true)
            Double timeExponent,

            @JsonProperty(value = "rmse_mm", required = true)
            Double rmseMm) {}

    /** A row that makes none. */
    record Reference(
            @JsonProperty(required = true) String id,
            String setting,
            @JsonProperty(required = true) List<Stated> readings,
            @JsonProperty(required = true) String reason) {}

    /** A number or a range. */
    record Stated(@JsonProperty(required = true) String quantity, Double value, Double from, Double to, Double sd) {}

    /** A mapper that refuses whatever the schema does not have. */
    static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(16).build())
                .build();
        JsonMapper mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        mapper.coercionConfigFor(LogicalType.Textual).setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
        return mapper;
    }
}
