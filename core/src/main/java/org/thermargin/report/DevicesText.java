package org.thermargin.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.thermargin.device.Device;
import org.thermargin.device.Reading;
import org.thermargin.device.ReferenceRow;
import org.thermargin.device.ZoneRow;

/** The device catalogue for people: one line per device, or one device or row with its source. */
public final class DevicesText {
    private static final String CAVEAT = "Vendor and animal data do not predict zones in patients.";
    private static final Map<String, String> UNITS = Map.of(
            "power_w", "W",
            "time_s", "s",
            "short_axis_mm", "mm",
            "long_axis_mm", "mm",
            "diameter_mm", "mm",
            "smallest_diameter_mm", "mm",
            "volume_ml", "mL");

    private DevicesText() {}

    /** One block per device, those that make zones first, ending in a line feed. */
    public static String list(List<Device> devices) {
        TextLayout layout = new TextLayout();
        List<Device> usable = devices.stream().filter(Device::isUsable).toList();
        List<Device> others = devices.stream().filter(d -> !d.isUsable()).toList();
        if (devices.isEmpty()) {
            layout.line("No device matches.");
        }
        usable.forEach(device -> layout.entry(
                label(device),
                device.name() + ", " + device.modality() + ", "
                        + counted(device.rows().size()) + ", " + evidence(device)));
        if (!others.isEmpty()) {
            layout.line("For reference, these make no zone:");
            others.forEach(device ->
                    layout.entry(label(device), device.name() + ", " + device.modality() + ", " + evidence(device)));
        }
        layout.line("Show one with its rows and source: thermargin devices ID");
        return layout.toString();
    }

    /** Long ids keep a blank before what follows. */
    private static String label(Device device) {
        return device.id() + " ";
    }

    private static String counted(int rows) {
        return rows == 1 ? "1 row" : rows + " rows";
    }

    private static String evidence(Device device) {
        return "tissue state " + device.tissueState() + ", grade " + device.grade()
                + (device.isForOtherOrgan() ? ", " + device.organ() + " only" : "");
    }

    /** Everything about one device, ending in a line feed. */
    public static String of(Device device) {
        TextLayout layout = new TextLayout();
        source(layout, device);
        if (device.isUsable()) {
            layout.line("");
            layout.line("  power    time    short axis x long axis   reach beyond tip   volume   row");
            device.rows().forEach(row -> row(layout, row));
        }
        device.powerLaw().ifPresent(law -> {
            layout.line("");
            layout.entry(
                    "power law",
                    law.words() + "; " + law.range() + "; " + law.source()
                            + ". Only for settings outside the rows, with --power-law, as a taint.");
        });
        if (!device.referenceRows().isEmpty()) {
            layout.line("");
            layout.line("For reference, makes no zone:");
            device.referenceRows().forEach(row -> reference(layout, row));
        }
        layout.line(CAVEAT);
        return layout.toString();
    }

    /** One row of a device with its source, ending in a line feed. */
    public static String row(Device device, String rowId) {
        TextLayout layout = new TextLayout();
        device.rows().stream().filter(row -> row.id().equals(rowId)).forEach(row -> {
            layout.line(row.id());
            layout.entry("power", unit(row.powerW(), "W"));
            layout.entry("time", Numbers.plain(row.timeS()) + " s");
            layout.entry("short axis", measured(row.shortAxisMm(), row.shortAxisSdMm()) + " mm");
            layout.entry("long axis", measured(row.longAxisMm(), row.longAxisSdMm()) + " mm");
            layout.entry("reach beyond tip", unit(row.reachBeyondTipMm(), "mm"));
            layout.entry("volume", unit(row.volumeMl(), "mL"));
            row.samples().ifPresent(n -> layout.entry("ablations", Integer.toString(n)));
            row.mesh().ifPresent(mesh -> layout.entry("mesh", mesh.triangleCount() + " triangles"));
            layout.entry("status", "makes a zone");
        });
        device.referenceRows().stream().filter(row -> row.id().equals(rowId)).forEach(row -> {
            layout.line(row.id());
            layout.entry("stated", stated(row));
            layout.entry("status", "for reference, makes no zone: " + row.reason());
        });
        layout.line("");
        layout.line("of device");
        source(layout, device);
        layout.line(CAVEAT);
        return layout.toString();
    }

    private static void source(TextLayout layout, Device device) {
        layout.line(device.id());
        layout.entry("name", device.name());
        layout.entry("modality", device.modality().name());
        device.frequencyMhz().ifPresent(mhz -> layout.entry("frequency", Numbers.plain(mhz) + " MHz"));
        device.control().ifPresent(control -> layout.entry("control", control));
        layout.entry("organ", device.organ());
        device.species().ifPresent(species -> layout.entry("species", species));
        layout.entry("tissue state", device.tissueState());
        layout.entry("tip", device.tipReference());
        if (device.electrodes().size() > 1) {
            layout.entry(
                    "electrodes (x, y)",
                    device.electrodes().stream()
                                    .map(e -> "(" + Numbers.plain(e.xMm()) + ", " + Numbers.plain(e.yMm()) + ")")
                                    .collect(Collectors.joining(", "))
                            + " mm");
        }
        device.usableLength()
                .ifPresent(length ->
                        layout.entry("usable length", Numbers.plain(length.mm()) + " mm (" + length.source() + ")"));
        layout.entry("source", device.citation());
        layout.entry("read", device.read());
        layout.entry("evidence grade", device.grade());
        if (!device.unverified().isEmpty()) {
            layout.entry("unverified", String.join(", ", device.unverified()));
        }
    }

    private static void row(TextLayout layout, ZoneRow row) {
        layout.line("  " + pad(unit(row.powerW(), "W"), 9) + pad(Numbers.plain(row.timeS()) + " s", 8)
                + pad(Numbers.plain(row.shortAxisMm()) + " x " + Numbers.plain(row.longAxisMm()) + " mm", 25)
                + pad(unit(row.reachBeyondTipMm(), "mm"), 19) + pad(unit(row.volumeMl(), "mL"), 9) + row.id());
    }

    private static void reference(TextLayout layout, ReferenceRow row) {
        layout.entry(row.id() + " ", stated(row) + " (" + row.reason() + ")");
    }

    private static String stated(ReferenceRow row) {
        String readings = row.readings().stream().map(DevicesText::stated).collect(Collectors.joining(", "));
        return row.setting().isEmpty() ? readings : row.setting() + ": " + readings;
    }

    private static String stated(Reading reading) {
        String unit = UNITS.getOrDefault(reading.quantity(), "");
        String name = reading.quantity().replaceAll("_(w|s|mm|ml)$", "").replace('_', ' ');
        String value = reading.low() == reading.high()
                ? measured(reading.low(), reading.sd())
                : Numbers.plain(reading.low()) + " to " + Numbers.plain(reading.high());
        return (name + " " + value + (unit.isEmpty() ? "" : " " + unit)).replace(' ', TextLayout.KEEP);
    }

    private static String measured(double value, OptionalDouble sd) {
        return Numbers.plain(value) + (sd.isPresent() ? " +/- " + Numbers.plain(sd.getAsDouble()) : "");
    }

    private static String unit(OptionalDouble value, String unit) {
        return value.isPresent() ? Numbers.plain(value.getAsDouble()) + " " + unit : "not stated";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
