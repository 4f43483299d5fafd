package org.thermargin.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.InputException;

/**
 * Reads a device file, schema {@code thermargin.device/1}, strictly: unknown, doubled or missing keys, texts for numbers
 * and values out of range are refused with file, field and value.
 */
final class DeviceFileReader {
    static final String SCHEMA = "thermargin.device/1";

    private static final ObjectMapper MAPPER = mapper();

    private final String file;

    private DeviceFileReader(String file) {
        this.file = file;
    }

    /** As in the file; absent numbers are null. */
    private record DeviceJson(
            @JsonProperty(required = true) String schema,
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String modality,
            @JsonProperty("frequency_mhz") Double frequencyMhz,
            @JsonProperty(required = true) String organ,

            @JsonProperty(value = "tissue_state", required = true)
            String tissueState,

            @JsonProperty(value = "tip_reference", required = true)
            String tipReference,

            @JsonProperty(required = true) String citation,
            @JsonProperty(required = true) String read,
            @JsonProperty(required = true) String grade,
            @JsonProperty(required = true) List<String> unverified,
            @JsonProperty(required = true) List<RowJson> rows) {}

    private record RowJson(
            @JsonProperty(required = true) String id,
            @JsonProperty("power_w") Double powerW,
            @JsonProperty(value = "time_s", required = true) Double timeS,

            @JsonProperty(value = "short_axis_mm", required = true)
            Double shortAxisMm,

            @JsonProperty(value = "long_axis_mm", required = true)
            Double longAxisMm,

            @JsonProperty("reach_beyond_tip_mm") Double reachBeyondTipMm,
            @JsonProperty("volume_ml") Double volumeMl) {}

    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(16).build())
                .build();
        JsonMapper mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        mapper.coercionConfigFor(LogicalType.Textual).setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
        return mapper;
    }

    /** The device in the bytes of a file; the name is for messages. */
    static Device parse(byte[] json, String file) throws InputException {
        DeviceFileReader reader = new DeviceFileReader(file);
        try {
            DeviceJson device = MAPPER.readValue(json, DeviceJson.class);
            if (device == null) {
                throw reader.refused("device file must be a JSON object, was null");
            }
            return reader.device(device);
        } catch (JsonProcessingException e) {
            throw reader.refused("device file must be strict JSON of schema " + SCHEMA + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw reader.refused("device file must be readable: " + e.getMessage());
        }
    }

    private Device device(DeviceJson json) throws InputException {
        if (!SCHEMA.equals(json.schema())) {
            throw refused("schema must be " + SCHEMA + ", was " + json.schema());
        }
        requireText(json.id(), "id");
        if (!json.id().matches("[a-z0-9.-]{1,60}")) {
            throw refused("id must be 1 to 60 of a-z, 0-9, dots and dashes, was " + json.id());
        }
        requireText(json.name(), "name");
        requireText(json.organ(), "organ");
        requireText(json.tissueState(), "tissue_state");
        requireText(json.tipReference(), "tip_reference");
        requireText(json.citation(), "citation");
        requireText(json.read(), "read");
        requireText(json.grade(), "grade");
        if (!"RFA".equals(json.modality()) && !"MWA".equals(json.modality())) {
            throw refused("modality must be RFA or MWA, was " + json.modality());
        }
        if (json.rows() == null || json.rows().isEmpty()) {
            throw refused("rows must have at least one entry, had none");
        }
        List<ZoneRow> rows = new ArrayList<>();
        for (int n = 0; n < json.rows().size(); n++) {
            rows.add(row(json.rows().get(n), "rows[" + n + "]"));
        }
        try {
            return new Device(
                    json.id(),
                    json.name(),
                    Modality.valueOf(json.modality()),
                    optional(json.frequencyMhz(), "frequency_mhz", 0.1, 20_000),
                    json.organ(),
                    json.tissueState(),
                    json.tipReference(),
                    json.citation(),
                    json.read(),
                    json.grade(),
                    json.unverified() == null ? List.of() : json.unverified(),
                    new ZoneTable(rows));
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private ZoneRow row(RowJson json, String where) throws InputException {
        if (json == null) {
            throw refused(where + " must be an object, was null");
        }
        requireText(json.id(), where + ".id");
        double across = number(json.shortAxisMm(), where + ".short_axis_mm", 1, 200);
        double along = number(json.longAxisMm(), where + ".long_axis_mm", 1, 200);
        OptionalDouble reach = optional(json.reachBeyondTipMm(), where + ".reach_beyond_tip_mm", -along, along);
        return new ZoneRow(
                json.id(),
                optional(json.powerW(), where + ".power_w", 1, 1000),
                number(json.timeS(), where + ".time_s", 1, 7200),
                across,
                along,
                reach,
                optional(json.volumeMl(), where + ".volume_ml", 0, 5000));
    }

    private void requireText(String value, String field) throws InputException {
        if (value == null || value.isBlank()) {
            throw refused(field + " must be a text, was " + value);
        }
    }

    private double number(Double value, String field, double low, double high) throws InputException {
        if (value == null || !(value >= low && value <= high)) {
            throw refused(
                    field + " must be " + ZoneTable.plain(low) + " to " + ZoneTable.plain(high) + ", was " + value);
        }
        return value;
    }

    private OptionalDouble optional(Double value, String field, double low, double high) throws InputException {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(number(value, field, low, high));
    }

    private InputException refused(String text) {
        return new InputException("device-file", "H26", file, text);
    }
}
