package org.thermargin.zone;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.device.Device;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.device.TabledZone;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.EllipsoidUnion;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * Zones as device tables state them: for every applicator the tabled ellipsoid of revolution, its axis on the shaft, its
 * far end at the tabled reach beyond the tip; for several the union. Settings that the rows of a table do not enclose,
 * and tables of another organ, are refused unless allowed, and then taint the zone. Measured axes are used as they are:
 * no shrinkage, no factor from one tissue state to another, no cooling by vessels.
 */
public final class EllipsoidZoneModel implements ZoneModel {
    private static final String CAVEAT = "vendor and animal data do not predict zones in patients";

    private final DeviceCatalogue catalogue;
    private final Options options;

    /**
     * What is allowed beyond the tables.
     *
     * @param allowExtrapolation whether a setting outside a table may take its nearest smaller row; taint
     *     {@code extrapolate}
     * @param allowOtherOrgan whether a table of another organ may be used; taint {@code other-organ}
     */
    public record Options(boolean allowExtrapolation, boolean allowOtherOrgan) {
        /** Nothing beyond the tables. */
        public static Options strict() {
            return new Options(false, false);
        }
    }

    /** A model over the devices of the catalogue. */
    public EllipsoidZoneModel(DeviceCatalogue catalogue, Options options) {
        this.catalogue = catalogue;
        this.options = options;
    }

    @Override
    public AblationZone zone(List<ApplicatorPlacement> placements) throws InputException {
        List<ZonePart> parts = new ArrayList<>();
        Set<String> claims = new LinkedHashSet<>();
        Set<String> rows = new LinkedHashSet<>();
        Set<String> taints = new LinkedHashSet<>();
        for (ApplicatorPlacement placement : placements) {
            Device device = catalogue.device(placement.deviceId());
            for (Application application : placement.applications()) {
                TabledZone tabled = tabled(placement, application, device, taints);
                double reach = reachMm(placement, application, device, tabled);
                parts.add(new ZonePart(
                        placement.id(),
                        device.modality(),
                        application.timeS(),
                        tabled.shortAxisMm() / 2,
                        ellipsoid(placement, application, tabled, reach)));
                claims.add(claim(application, device, tabled));
                rows.addAll(tabled.rows());
            }
        }
        EllipsoidUnion union = EllipsoidUnion.of(
                parts.stream().map(part -> (Ellipsoid) part.shape()).toList());
        return new AblationZone(
                union,
                union.bounds(),
                union.volumeMm3() / 1000,
                parts,
                "device-ellipsoid",
                "if the zone is as tabled: " + String.join("; ", claims) + "; " + CAVEAT,
                List.copyOf(rows),
                List.copyOf(taints));
    }

    private TabledZone tabled(ApplicatorPlacement placement, Application application, Device device, Set<String> taints)
            throws InputException {
        if (application.powerW().isPresent() != device.table().hasPower()) {
            throw refused(
                    placement,
                    "power_w must be " + (device.table().hasPower() ? "given" : "absent") + " for " + device.id()
                            + ", was " + (device.table().hasPower() ? "absent" : "given"));
        }
        if (device.isForOtherOrgan()) {
            if (!options.allowOtherOrgan()) {
                throw refused(
                        placement,
                        "the table of " + device.id() + " must be for the liver, is for the " + device.organ()
                                + " (--other-organ to use it all the same)");
            }
            taints.add("other-organ");
        }
        TabledZone zone = device.table().at(application.powerW(), application.timeS());
        if (zone.isExtrapolated()) {
            if (!options.allowExtrapolation()) {
                throw refused(
                        placement,
                        "the setting of " + device.id() + " must lie within its table, " + zone.outside()
                                + " (--extrapolate to use the nearest smaller row)");
            }
            taints.add("extrapolate");
        }
        return zone;
    }

    private static double reachMm(
            ApplicatorPlacement placement, Application application, Device device, TabledZone tabled)
            throws InputException {
        OptionalDouble stated = application.reachBeyondTipMm();
        if (tabled.reachBeyondTipMm().isPresent() == stated.isPresent()) {
            throw refused(
                    placement,
                    stated.isPresent()
                            ? "reach_beyond_tip_mm must be absent where the table of " + device.id()
                                    + " states it, was given"
                            : "reach_beyond_tip_mm must be given, the table of " + device.id() + " does not state it");
        }
        return stated.orElseGet(() -> tabled.reachBeyondTipMm().getAsDouble());
    }

    private static Ellipsoid ellipsoid(
            ApplicatorPlacement placement, Application application, TabledZone tabled, double reachMm) {
        Direction3 axis = placement.direction();
        Point3 centre = placement.tip().along(axis, reachMm - application.pullBackMm() - tabled.longAxisMm() / 2);
        return Ellipsoid.ofRevolution(centre, axis, tabled.longAxisMm() / 2, tabled.shortAxisMm() / 2);
    }

    private static String claim(Application application, Device device, TabledZone tabled) {
        String setting =
                (application.powerW().isPresent() ? plain(application.powerW().getAsDouble()) + " W " : "")
                        + plain(application.timeS()) + " s";
        return device.name() + " " + setting + " (" + device.modality() + "), row "
                + String.join(" + ", tabled.rows()) + ", " + plain(tabled.shortAxisMm()) + " x "
                + plain(tabled.longAxisMm()) + " mm, tissue state "
                + device.tissueState() + ", grade " + device.grade()
                + (device.isForOtherOrgan() ? ", " + device.organ() + " table" : "")
                + (tabled.isExtrapolated() ? ", OUTSIDE the table: " + tabled.outside() : "");
    }

    private static String plain(double value) {
        double tenths = Math.rint(value * 10) / 10;
        return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : Double.toString(tenths);
    }

    private static InputException refused(ApplicatorPlacement placement, String text) {
        return new InputException("device-setting", "H24", "", "applicator " + placement.id() + ": " + text);
    }
}
