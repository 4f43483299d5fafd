package org.thermargin.report;

import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.device.Device;
import org.thermargin.device.ZoneRow;

/** The device catalogue for people: one line per device, or one device with every row and its source. */
public final class DevicesText {
    private DevicesText() {}

    /** One block per device, ending in a line feed. */
    public static String list(List<Device> devices) {
        TextLayout layout = new TextLayout();
        for (Device device : devices) {
            layout.entry(
                    device.id(),
                    device.name() + ", " + device.modality() + ", "
                            + device.table().rows().size() + " rows, tissue state " + device.tissueState() + ", grade "
                            + device.grade() + (device.isForOtherOrgan() ? ", " + device.organ() + " only" : ""));
        }
        layout.line("Show one with its rows and source: thermargin devices ID");
        return layout.toString();
    }

    /** Everything about one device, ending in a line feed. */
    public static String of(Device device) {
        TextLayout layout = new TextLayout();
        layout.line(device.id());
        layout.entry("name", device.name());
        layout.entry("modality", device.modality().name());
        device.frequencyMhz().ifPresent(mhz -> layout.entry("frequency", Numbers.plain(mhz) + " MHz"));
        layout.entry("organ", device.organ());
        layout.entry("tissue state", device.tissueState());
        layout.entry("tip", device.tipReference());
        layout.entry("source", device.citation());
        layout.entry("read", device.read());
        layout.entry("evidence grade", device.grade());
        if (!device.unverified().isEmpty()) {
            layout.entry("unverified", String.join(", ", device.unverified()));
        }
        layout.line("");
        layout.line("  power    time    short axis x long axis   reach beyond tip   volume   row");
        for (ZoneRow row : device.table().rows()) {
            layout.line("  " + pad(unit(row.powerW(), "W"), 9) + pad(Numbers.plain(row.timeS()) + " s", 8)
                    + pad(Numbers.plain(row.shortAxisMm()) + " x " + Numbers.plain(row.longAxisMm()) + " mm", 25)
                    + pad(unit(row.reachBeyondTipMm(), "mm"), 19) + pad(unit(row.volumeMl(), "mL"), 9) + row.id());
        }
        layout.line("Vendor and animal data do not predict zones in patients.");
        return layout.toString();
    }

    private static String unit(OptionalDouble value, String unit) {
        return value.isPresent() ? Numbers.plain(value.getAsDouble()) + " " + unit : "not stated";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
