package org.thermargin.report;

import java.util.List;
import org.thermargin.device.Device;

/** Devices with their zone tables and sources as JSON, schema {@code thermargin.devices/1}. */
public final class DevicesJson {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "thermargin.devices/1";

    private DevicesJson() {}

    /** The document, ending in a line feed. */
    public static String of(List<Device> devices) {
        return JsonOut.document(json -> {
            json.text("schema", SCHEMA);
            json.objects("devices", devices, device -> {
                json.text("id", device.id());
                json.text("name", device.name());
                json.text("modality", device.modality().name());
                json.number("frequency_mhz", device.frequencyMhz());
                json.text("organ", device.organ());
                json.text("tissue_state", device.tissueState());
                json.text("tip_reference", device.tipReference());
                json.text("citation", device.citation());
                json.text("read", device.read());
                json.text("grade", device.grade());
                json.texts("unverified", device.unverified());
                json.objects("rows", device.table().rows(), row -> {
                    json.text("id", row.id());
                    json.number("power_w", row.powerW());
                    json.number("time_s", row.timeS());
                    json.number("short_axis_mm", row.shortAxisMm());
                    json.number("long_axis_mm", row.longAxisMm());
                    json.number("reach_beyond_tip_mm", row.reachBeyondTipMm());
                    json.number("volume_ml", row.volumeMl());
                });
            });
        });
    }
}
