package org.thermargin.report;

import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.device.Device;
import org.thermargin.device.ElectrodeOffset;
import org.thermargin.device.PowerLaw;
import org.thermargin.device.ReferenceRow;
import org.thermargin.device.ZoneRow;

/** Devices with their zone tables and sources as JSON, schema {@code thermargin.devices/1}. */
public final class DevicesJson {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "thermargin.devices/1";

    private DevicesJson() {}

    /** The document, ending in a line feed. */
    public static String of(List<Device> devices) {
        return JsonOut.document(json -> {
            json.text("schema", SCHEMA);
            json.objects("devices", devices, device -> device(json, device));
        });
    }

    private static void device(JsonOut json, Device device) {
        json.text("id", device.id());
        json.text("name", device.name());
        json.flag("usable", device.isUsable());
        json.text("modality", device.modality().name());
        json.number("frequency_mhz", device.frequencyMhz());
        device.control().ifPresent(control -> json.text("control", control));
        json.text("organ", device.organ());
        device.species().ifPresent(species -> json.text("species", species));
        json.text("tissue_state", device.tissueState());
        json.text("tip_reference", device.tipReference());
        json.text("citation", device.citation());
        json.text("read", device.read());
        json.text("grade", device.grade());
        json.texts("unverified", device.unverified());
        json.objects("electrodes_mm", device.electrodes(), electrode -> electrode(json, electrode));
        device.usableLength().ifPresent(length -> {
            json.number("usable_length_mm", length.mm());
            json.text("usable_length_source", length.source());
        });
        json.objects("rows", device.rows(), row -> row(json, row));
        device.powerLaw().ifPresent(law -> json.object("power_law", () -> law(json, law)));
        json.objects("reference_rows", device.referenceRows(), row -> reference(json, row));
    }

    private static void electrode(JsonOut json, ElectrodeOffset electrode) {
        json.number("x", electrode.xMm());
        json.number("y", electrode.yMm());
    }

    private static void row(JsonOut json, ZoneRow row) {
        json.text("id", row.id());
        json.number("power_w", row.powerW());
        json.number("time_s", row.timeS());
        json.number("short_axis_mm", row.shortAxisMm());
        json.number("short_axis_sd_mm", row.shortAxisSdMm());
        json.number("long_axis_mm", row.longAxisMm());
        json.number("long_axis_sd_mm", row.longAxisSdMm());
        json.number("reach_beyond_tip_mm", row.reachBeyondTipMm());
        json.number("volume_ml", row.volumeMl());
        json.number(
                "n", row.samples().isPresent() ? OptionalDouble.of(row.samples().getAsInt()) : OptionalDouble.empty());
        row.mesh().ifPresent(mesh -> json.number("mesh_triangles", mesh.triangleCount()));
    }

    private static void law(JsonOut json, PowerLaw law) {
        json.text("source", law.source());
        json.number("power_from_w", law.minPowerW());
        json.number("power_to_w", law.maxPowerW());
        json.number("time_from_s", law.minTimeS());
        json.number("time_to_s", law.maxTimeS());
        json.object("short_axis", () -> axis(json, law.shortAxis()));
        json.object("long_axis", () -> axis(json, law.longAxis()));
    }

    private static void axis(JsonOut json, PowerLaw.Axis axis) {
        json.number("at_1_w_1_min_mm", axis.unitMm());
        json.number("power_exponent", axis.powerExponent());
        json.number("time_exponent", axis.timeExponent());
        json.number("rmse_mm", axis.rmseMm());
    }

    private static void reference(JsonOut json, ReferenceRow row) {
        json.text("id", row.id());
        json.text("setting", row.setting());
        json.objects("readings", row.readings(), reading -> {
            json.text("quantity", reading.quantity());
            if (reading.low() == reading.high()) {
                json.number("value", reading.low());
            } else {
                json.number("from", reading.low());
                json.number("to", reading.high());
            }
            json.number("sd", reading.sd());
        });
        json.text("reason", row.reason());
    }
}
