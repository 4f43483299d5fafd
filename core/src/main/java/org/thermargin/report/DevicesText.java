package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
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
        TextLayout layout = new TextLayout(
                devices.stream().mapToInt(d -> d.id().length()).max().orElse(0) + 2);
        List<Device> usable = devices.stream().filter(Device::isUsable).toList();
        List<Device> others = devices.stream().filter(d -> !d.isUsable()).toList();
        if (devices.isEmpty()) {
            layout.line("No device matches.");
        }
        if (!usable.isEmpty()) {
            layout.line("Devices that zones can be made from:");
        }
        usable.forEach(device -> layout.entry(
                device.id(),
                device.name() + ", " + device.modality() + ", "
                        + counted(device.rows().size()) + ", " + evidence(device)));
        if (!others.isEmpty()) {
            layout.line("For reference, these make no zone:");
            others.forEach(device ->
                    layout.entry(device.id(), device.name() + ", " + device.modality() + ", " + evidence(device)));
        }
        layout.line("Show one with its rows and source: thermargin devices ID");
        return layout.toString();
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
        TextLayout layout = new TextLayout(Math.max(
                20,
                device.referenceRows().stream()
                                .mapToInt(row -> row.id().length())
                                .max()
                                .orElse(0)
                        + 2));
        source(layout, device);
        if (device.isUsable()) {
            layout.line("");
            rows(layout, device);
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

    /** The rows as a table; what no row states has no column. */
    private static void rows(TextLayout layout, Device device) {
        List<List<String>> columns = new ArrayList<>();
        column(columns, device, "row", ZoneRow::id);
        column(columns, device, "power", row -> optional(row.powerW(), "W"));
        column(columns, device, "time", row -> Numbers.plain(row.timeS()) + " s");
        column(
                columns,
                device,
                "short x long axis",
                row -> measured(row.shortAxisMm(), row.shortAxisSdMm()) + " x "
                        + measured(row.longAxisMm(), row.longAxisSdMm()) + " mm");
        column(columns, device, "beyond tip", row -> optional(row.reachBeyondTipMm(), "mm"));
        column(columns, device, "volume", row -> optional(row.volumeMl(), "mL"));
        for (int line = 0; line <= device.rows().size(); line++) {
            StringBuilder text = new StringBuilder(" ");
            for (List<String> column : columns) {
                int width = column.stream().mapToInt(String::length).max().orElse(0);
                String cell = column.get(line);
                text.append(' ').append(cell).append(" ".repeat(width - cell.length() + 1));
            }
            layout.line(text.toString().stripTrailing());
        }
        if (device.rows().stream().allMatch(row -> row.reachBeyondTipMm().isEmpty())) {
            layout.line("  The reach beyond the tip is not stated; a case must state it.");
        }
    }

    private static void column(
            List<List<String>> columns, Device device, String title, Function<ZoneRow, String> cell) {
        List<String> column = new ArrayList<>(List.of(title));
        device.rows().forEach(row -> column.add(cell.apply(row)));
        if (column.stream().skip(1).anyMatch(text -> !text.isEmpty())) {
            columns.add(column);
        }
    }

    private static String optional(OptionalDouble value, String unit) {
        return value.isPresent() ? Numbers.plain(value.getAsDouble()) + " " + unit : "";
    }

    private static void reference(TextLayout layout, ReferenceRow row) {
        layout.entry(row.id(), stated(row) + " (" + row.reason() + ")");
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
}
