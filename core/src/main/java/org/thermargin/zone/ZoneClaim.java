package org.thermargin.zone;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.device.Device;
import org.thermargin.device.TabledZone;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneFactors;

/** What may be said of a zone from a device table, in words. */
final class ZoneClaim {
    static final String CAVEAT = "vendor and animal data do not predict zones in patients";
    static final String LOWER_BOUND = "depths inside the union of meshes and other zones are lower bounds";

    private ZoneClaim() {}

    /** One application: device, setting, row, size, evidence, and everything the user stated beside the table. */
    static String of(ApplicatorPlacement placement, Application application, Device device, TabledZone tabled) {
        List<String> words = new ArrayList<>();
        words.add(device.name() + " "
                + (application.powerW().isPresent() ? plain(application.powerW().getAsDouble()) + " W " : "")
                + plain(application.timeS()) + " s (" + device.modality() + ")");
        words.add("row " + String.join(" + ", tabled.rows()));
        words.add(size(tabled) + (tabled.mesh().isPresent() ? " as a mesh" : ""));
        if (device.electrodes().size() > 1) {
            words.add("at each of " + device.electrodes().size() + " electrodes, roll "
                    + plain(placement.rollRad() * 180 / Math.PI) + " deg");
        }
        words.add("tissue state " + device.tissueState());
        words.add("grade " + device.grade());
        if (device.isForOtherOrgan()) {
            words.add(device.organ() + " table");
        }
        application
                .reachBeyondTipMm()
                .ifPresent(mm -> words.add("reach beyond the tip stated as " + plain(mm) + " mm"));
        if (application.pullBackMm() > 0) {
            words.add("tip drawn back " + plain(application.pullBackMm()) + " mm");
        }
        if (!application.factors().areNone()) {
            words.add(factors(application.factors(), tabled));
        }
        if (tabled.isExtrapolated()) {
            words.add("OUTSIDE the table: " + tabled.outside());
        }
        return String.join(", ", words);
    }

    /** The whole zone. */
    static String whole(Iterable<String> claims, boolean lowerBound) {
        return "if the zone is as tabled: " + String.join("; ", claims) + (lowerBound ? "; " + LOWER_BOUND : "") + "; "
                + CAVEAT;
    }

    private static String factors(ZoneFactors factors, TabledZone tabled) {
        List<String> words = new ArrayList<>();
        if (factors.convert()) {
            words.add("in vivo factors " + exact(factors.inVivoShort()) + " short and " + exact(factors.inVivoLong())
                    + " long axis");
        }
        if (factors.shrinkage() > 0) {
            words.add("shrinkage " + exact(factors.shrinkage()) + " taken back");
        }
        return String.join(" and ", words) + " as stated by the user, giving "
                + plain(tabled.shortAxisMm() * factors.across()) + " x " + plain(tabled.longAxisMm() * factors.along())
                + " mm";
    }

    private static String size(TabledZone tabled) {
        return plain(tabled.shortAxisMm()) + " x " + plain(tabled.longAxisMm()) + " mm";
    }

    private static String exact(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** To a tenth. */
    private static String plain(double value) {
        double tenths = Math.rint(value * 10) / 10;
        return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : Double.toString(tenths);
    }
}
