package org.thermargin.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.thermargin.InputException;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.MeshSolid;

/**
 * Reads a device file, schema {@code thermargin.device/1}, strictly: unknown, doubled or missing keys, texts for numbers
 * and values out of range are refused with file, field and value.
 */
final class DeviceFileReader {
    static final String SCHEMA = "thermargin.device/1";

    private static final ObjectMapper MAPPER = DeviceJson.mapper();
    private static final int MAX_ELECTRODES = 20;
    private static final double MAX_OFFSET_MM = 50;

    private final String file;
    private final MeshSource meshes;

    private DeviceFileReader(String file, MeshSource meshes) {
        this.file = file;
        this.meshes = meshes;
    }

    /** Where the meshes come from that the file names. */
    interface MeshSource {
        MeshSolid mesh(String name) throws InputException;
    }

    /** The device in the bytes of a file; the name is for messages. */
    static Device parse(byte[] json, String file, MeshSource meshes) throws InputException {
        DeviceFileReader reader = new DeviceFileReader(file, meshes);
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
        requireId(json.id(), "id");
        requireText(json.name(), "name");
        requireText(json.organ(), "organ");
        requireText(json.tipReference(), "tip_reference");
        requireText(json.citation(), "citation");
        requireText(json.read(), "read");
        requireText(json.grade(), "grade");
        if (!"RFA".equals(json.modality()) && !"MWA".equals(json.modality())) {
            throw refused("modality must be RFA or MWA, was " + json.modality());
        }
        if (json.tissueState() == null || !Device.TISSUE_STATES.contains(json.tissueState())) {
            throw refused("tissue_state must be one of " + String.join(", ", Device.TISSUE_STATES) + "; was "
                    + json.tissueState());
        }
        List<ZoneRow> rows = rows(json.rows());
        try {
            return new Device(
                    json.id(),
                    json.name(),
                    Modality.valueOf(json.modality()),
                    optional(json.frequencyMhz(), "frequency_mhz", 0.1, 20_000),
                    Optional.ofNullable(json.control()),
                    json.organ(),
                    Optional.ofNullable(json.species()),
                    json.tissueState(),
                    json.tipReference(),
                    json.citation(),
                    json.read(),
                    json.grade(),
                    json.unverified() == null ? List.of() : json.unverified(),
                    electrodes(json.electrodesMm()),
                    usableLength(json),
                    rows.isEmpty() ? Optional.empty() : Optional.of(new ZoneTable(rows)),
                    json.powerLaw() == null ? Optional.empty() : Optional.of(powerLaw(json.powerLaw())),
                    references(json.referenceRows()));
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private List<ZoneRow> rows(List<DeviceJson.Row> json) throws InputException {
        List<ZoneRow> rows = new ArrayList<>();
        for (int n = 0; json != null && n < json.size(); n++) {
            String where = "rows[" + n + "]";
            DeviceJson.Row row = json.get(n);
            if (row == null) {
                throw refused(where + " must be an object, was null");
            }
            requireId(row.id(), where + ".id");
            rows.add(row.mesh() == null ? ellipsoid(row, where) : mesh(row, where));
        }
        return rows;
    }

    private ZoneRow ellipsoid(DeviceJson.Row json, String where) throws InputException {
        double across = number(json.shortAxisMm(), where + ".short_axis_mm", 1, 200);
        double along = number(json.longAxisMm(), where + ".long_axis_mm", 1, 200);
        OptionalDouble reach = optional(json.reachBeyondTipMm(), where + ".reach_beyond_tip_mm", -along, along);
        return row(json, where, across, along, reach, Optional.empty());
    }

    private ZoneRow mesh(DeviceJson.Row json, String where) throws InputException {
        if (json.shortAxisMm() != null || json.longAxisMm() != null || json.reachBeyondTipMm() != null) {
            throw refused(where + " must have either a mesh or axes and reach, had both");
        }
        MeshSolid mesh = meshes.mesh(json.mesh());
        Bounds3 box = mesh.bounds();
        double wide =
                (box.high().x() - box.low().x() + box.high().y() - box.low().y()) / 2;
        double along = box.high().z() - box.low().z();
        return row(
                json,
                where,
                number(wide, where + ".mesh width (mm)", 1, 200),
                number(along, where + ".mesh length (mm)", 1, 200),
                OptionalDouble.of(number(box.high().z(), where + ".mesh reach (mm)", -along, along)),
                Optional.of(mesh));
    }

    private ZoneRow row(
            DeviceJson.Row json,
            String where,
            double across,
            double along,
            OptionalDouble reach,
            Optional<MeshSolid> mesh)
            throws InputException {
        if (json.samples() != null && json.samples() < 1) {
            throw refused(where + ".n must be at least 1, was " + json.samples());
        }
        return new ZoneRow(
                json.id(),
                optional(json.powerW(), where + ".power_w", 1, 1000),
                number(json.timeS(), where + ".time_s", 1, 7200),
                across,
                along,
                reach,
                optional(json.shortAxisSdMm(), where + ".short_axis_sd_mm", 0, 100),
                optional(json.longAxisSdMm(), where + ".long_axis_sd_mm", 0, 100),
                optional(json.volumeMl(), where + ".volume_ml", 0, 5000),
                json.samples() == null ? OptionalInt.empty() : OptionalInt.of(json.samples()),
                mesh);
    }

    private List<ReferenceRow> references(List<DeviceJson.Reference> json) throws InputException {
        List<ReferenceRow> rows = new ArrayList<>();
        for (int n = 0; json != null && n < json.size(); n++) {
            String where = "reference_rows[" + n + "]";
            DeviceJson.Reference row = json.get(n);
            if (row == null || row.readings() == null || row.readings().isEmpty()) {
                throw refused(where + " must have at least one entry in readings, had none");
            }
            requireId(row.id(), where + ".id");
            requireText(row.reason(), where + ".reason");
            List<Reading> readings = new ArrayList<>();
            for (DeviceJson.Stated stated : row.readings()) {
                readings.add(reading(stated, where));
            }
            rows.add(new ReferenceRow(row.id(), row.setting() == null ? "" : row.setting(), readings, row.reason()));
        }
        return rows;
    }

    private Reading reading(DeviceJson.Stated json, String where) throws InputException {
        boolean range = json != null && json.from() != null && json.to() != null;
        if (json == null || range == (json.value() != null) || (json.from() == null) != (json.to() == null)) {
            throw refused(where + ".readings must have either value or from and to");
        }
        double low = range ? json.from() : json.value();
        double high = range ? json.to() : json.value();
        OptionalDouble sd = json.sd() == null ? OptionalDouble.empty() : OptionalDouble.of(json.sd());
        return new Reading(String.valueOf(json.quantity()), low, high, sd);
    }

    private Optional<UsableLength> usableLength(DeviceJson json) throws InputException {
        if (json.usableLengthMm() == null && json.usableLengthSource() == null) {
            return Optional.empty();
        }
        requireText(json.usableLengthSource(), "usable_length_source");
        return Optional.of(new UsableLength(
                number(json.usableLengthMm(), "usable_length_mm", 10, 1000), json.usableLengthSource()));
    }

    private PowerLaw powerLaw(DeviceJson.Law json) throws InputException {
        requireText(json.source(), "power_law.source");
        return new PowerLaw(
                axis(json.shortAxis(), "power_law.short_axis"),
                axis(json.longAxis(), "power_law.long_axis"),
                number(json.powerFromW(), "power_law.power_from_w", 1, 1000),
                number(json.powerToW(), "power_law.power_to_w", 1, 1000),
                number(json.timeFromS(), "power_law.time_from_s", 1, 7200),
                number(json.timeToS(), "power_law.time_to_s", 1, 7200),
                json.source());
    }

    private PowerLaw.Axis axis(DeviceJson.LawAxis json, String where) throws InputException {
        if (json == null) {
            throw refused(where + " must be an object, was null");
        }
        return new PowerLaw.Axis(
                number(json.unitMm(), where + ".at_1_w_1_min_mm", 0.1, 200),
                number(json.powerExponent(), where + ".power_exponent", -2, 2),
                number(json.timeExponent(), where + ".time_exponent", -2, 2),
                number(json.rmseMm(), where + ".rmse_mm", 0, 50));
    }

    private List<ElectrodeOffset> electrodes(List<List<Double>> json) throws InputException {
        if (json == null) {
            return List.of(ElectrodeOffset.ON_SHAFT);
        }
        if (json.isEmpty() || json.size() > MAX_ELECTRODES) {
            throw refused("electrodes_mm must have 1 to " + MAX_ELECTRODES + " entries, had " + json.size());
        }
        List<ElectrodeOffset> electrodes = new ArrayList<>();
        for (int n = 0; n < json.size(); n++) {
            String where = "electrodes_mm[" + n + "]";
            List<Double> at = json.get(n);
            if (at == null || at.size() != 2) {
                throw refused(where + " must be two numbers [x, y] in mm, was " + at);
            }
            ElectrodeOffset electrode = new ElectrodeOffset(
                    number(at.get(0), where + "[0]", -MAX_OFFSET_MM, MAX_OFFSET_MM),
                    number(at.get(1), where + "[1]", -MAX_OFFSET_MM, MAX_OFFSET_MM));
            if (electrodes.contains(electrode)) {
                throw refused(where + " must differ from the others, was there twice");
            }
            electrodes.add(electrode);
        }
        return electrodes;
    }

    private void requireId(String value, String field) throws InputException {
        requireText(value, field);
        if (!value.matches("[a-z0-9.-]{1,60}")) {
            throw refused(field + " must be 1 to 60 of a-z, 0-9, dots and dashes, was " + value);
        }
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
