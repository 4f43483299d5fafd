package org.thermargin.zone;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.device.Device;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.device.ElectrodeOffset;
import org.thermargin.device.PowerLaw;
import org.thermargin.device.TabledZone;
import org.thermargin.device.UsableLength;
import org.thermargin.device.ZoneTable;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.EllipsoidUnion;
import org.thermargin.geometry.Frame3;
import org.thermargin.geometry.MeshSolid;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.Solid;
import org.thermargin.geometry.SolidUnion;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneFactors;

/**
 * Zones as device tables state them: for every application of every applicator, at each electrode, the tabled ellipsoid
 * of revolution, its axis on the electrode, its far end at the tabled reach beyond the tip; or the tabled mesh. For
 * several the union. Settings that the rows of a table do not enclose, and tables of another organ, are refused unless
 * allowed, and then taint the zone; devices known from reference rows only are refused. Measured axes are used as they
 * are unless the user states {@link ZoneFactors}; nothing is cooled by vessels.
 */
public final class EllipsoidZoneModel implements ZoneModel {
    /** Standard deviations by which the zones of a spread differ from the tabled one. */
    private static final double COVERAGE = 2;
    /** A spread that leaves an axis shorter than this says nothing, mm. */
    private static final double LEAST_AXIS_MM = 1;

    private static final String POWER_LAW = "power-law";

    private final DeviceCatalogue catalogue;
    private final Options options;

    /**
     * What is allowed beyond the tables.
     *
     * @param allowExtrapolation whether a setting outside a table may take its nearest smaller row; taint
     *     {@code extrapolate}
     * @param allowPowerLaw whether a setting outside a table but in the range of the device's power law may be taken from
     *     that; taint {@code power-law}
     * @param allowOtherOrgan whether a table of another organ may be used; taint {@code other-organ}
     */
    public record Options(boolean allowExtrapolation, boolean allowPowerLaw, boolean allowOtherOrgan) {
        /** No power laws. */
        public Options(boolean allowExtrapolation, boolean allowOtherOrgan) {
            this(allowExtrapolation, false, allowOtherOrgan);
        }

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
        return zone(placements, 0);
    }

    @Override
    public List<ZonePart> parts(List<ApplicatorPlacement> placements) throws InputException {
        return parts(placements, new LinkedHashSet<>());
    }

    private List<ZonePart> parts(List<ApplicatorPlacement> placements, Set<String> taints) throws InputException {
        List<ZonePart> parts = new ArrayList<>();
        for (ApplicatorPlacement placement : placements) {
            Device device = catalogue.device(placement.deviceId());
            for (Application application : placement.applications()) {
                TabledZone tabled = tabled(placement, application, device, taints);
                double reach = reachMm(placement, application, device, tabled);
                parts.addAll(parts(placement, application, device, tabled, reach, 0));
            }
        }
        return parts;
    }

    @Override
    public ZoneShape shape(List<ApplicatorPlacement> placements) throws InputException {
        Set<String> taints = new LinkedHashSet<>();
        List<ZonePart> parts = parts(placements, taints);
        Solid union = union(parts, parts.stream().anyMatch(part -> part.shape() instanceof MeshSolid));
        return new ZoneShape(union, union.bounds(), parts, List.copyOf(taints));
    }

    @Override
    public Optional<ZoneSpread> spread(List<ApplicatorPlacement> placements) throws InputException {
        for (ApplicatorPlacement placement : placements) {
            Device device = catalogue.device(placement.deviceId());
            for (Application application : placement.applications()) {
                TabledZone tabled = tabled(placement, application, device, new LinkedHashSet<>());
                if (tabled.mesh().isPresent()
                        || !tabled.hasSpread()
                        || tabled.shortAxisMm()
                                        - COVERAGE * tabled.shortAxisSdMm().getAsDouble()
                                < LEAST_AXIS_MM
                        || tabled.longAxisMm()
                                        - COVERAGE * tabled.longAxisSdMm().getAsDouble()
                                < LEAST_AXIS_MM) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new ZoneSpread(zone(placements, -COVERAGE), zone(placements, COVERAGE), COVERAGE));
    }

    @Override
    public Optional<UsableLength> usableLength(ApplicatorPlacement placement) throws InputException {
        return catalogue.device(placement.deviceId()).usableLength();
    }

    /** With all axes so many standard deviations larger; 0 as tabled. */
    private AblationZone zone(List<ApplicatorPlacement> placements, double deviations) throws InputException {
        List<ZonePart> parts = new ArrayList<>();
        Set<String> claims = new LinkedHashSet<>();
        Set<String> rows = new LinkedHashSet<>();
        Set<String> taints = new LinkedHashSet<>();
        boolean byLaw = false;
        for (ApplicatorPlacement placement : placements) {
            Device device = catalogue.device(placement.deviceId());
            for (Application application : placement.applications()) {
                TabledZone tabled = tabled(placement, application, device, taints);
                double reach = reachMm(placement, application, device, tabled);
                parts.addAll(parts(placement, application, device, tabled, reach, deviations));
                byLaw |= taints.contains(POWER_LAW);
                claims.add(ZoneClaim.of(placement, application, device, tabled));
                rows.addAll(tabled.rows());
            }
        }
        boolean meshes = parts.stream().anyMatch(part -> part.shape() instanceof MeshSolid);
        boolean ellipsoids = parts.stream().anyMatch(part -> part.shape() instanceof Ellipsoid);
        Solid union = union(parts, meshes);
        return new AblationZone(
                union,
                union.bounds(),
                union.volumeMm3() / 1000,
                parts,
                model(meshes, ellipsoids, byLaw),
                ZoneClaim.whole(claims, union instanceof SolidUnion),
                List.copyOf(rows),
                List.copyOf(taints));
    }

    private static String model(boolean meshes, boolean ellipsoids, boolean byLaw) {
        String base = byLaw ? "device-power-law" : "device-ellipsoid";
        return meshes ? (ellipsoids ? base + "+mesh" : "device-mesh") : base;
    }

    /** The exact union of ellipsoids, or a single mesh; with several meshes the union whose depths are lower bounds. */
    private static Solid union(List<ZonePart> parts, boolean meshes) {
        if (!meshes) {
            return EllipsoidUnion.of(
                    parts.stream().map(part -> (Ellipsoid) part.shape()).toList());
        }
        return parts.size() == 1
                ? parts.get(0).shape()
                : SolidUnion.of(parts.stream().map(ZonePart::shape).toList());
    }

    private TabledZone tabled(ApplicatorPlacement placement, Application application, Device device, Set<String> taints)
            throws InputException {
        ZoneTable table = table(placement, device);
        if (application.powerW().isPresent() != table.hasPower()) {
            throw refused(
                    placement,
                    "power_w must be " + (table.hasPower() ? "given" : "absent") + " for " + device.id() + ", was "
                            + (table.hasPower() ? "absent" : "given"));
        }
        if (application.factors().convert() && device.isInVivo()) {
            throw refused(
                    placement,
                    "in vivo factors must not be given for " + device.id()
                            + ", its table is measured in perfused tissue" + " (" + device.tissueState() + ")");
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
        TabledZone zone = table.at(application.powerW(), application.timeS());
        if (zone.isExtrapolated()) {
            Optional<PowerLaw> law = device.powerLaw().filter(l -> l.covers(application.powerW(), application.timeS()));
            if (law.isPresent() && options.allowPowerLaw()) {
                taints.add(POWER_LAW);
                return law.get().zone(device.id(), application.powerW().getAsDouble(), application.timeS());
            }
            if (!options.allowExtrapolation()) {
                throw refused(
                        placement,
                        "the setting of " + device.id() + " must lie within its table, " + zone.outside()
                                + " (--extrapolate to use the nearest smaller row" + lawHint(device, law) + ")");
            }
            taints.add("extrapolate");
        }
        return zone;
    }

    private String lawHint(Device device, Optional<PowerLaw> covering) {
        if (covering.isPresent()) {
            return ", --power-law to use the law fitted to its rows";
        }
        return options.allowPowerLaw()
                ? device.powerLaw()
                        .map(law -> ", its power law holds for " + law.range())
                        .orElse(", it has no power law")
                : "";
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
                            : "reach_beyond_tip_mm must be given, the table of " + device.id()
                                    + " does not state it"
                                    + (tabled.isExtrapolated() ? " for this setting" : ""));
        }
        return stated.orElseGet(() -> tabled.reachBeyondTipMm().getAsDouble());
    }

    private static ZoneTable table(ApplicatorPlacement placement, Device device) throws InputException {
        if (device.table().isEmpty()) {
            Set<String> reasons = new LinkedHashSet<>();
            device.referenceRows().forEach(row -> reasons.add(row.reason()));
            throw refused(
                    placement,
                    "device must have a table to make zones from, " + device.id() + " is for reference only ("
                            + String.join("; ", reasons) + ")");
        }
        return device.table().get();
    }

    private static List<ZonePart> parts(
            ApplicatorPlacement placement,
            Application application,
            Device device,
            TabledZone tabled,
            double reachMm,
            double deviations) {
        double across = application.factors().across();
        double along = application.factors().along();
        Frame3 shaft = placement.shaftFrame(application.pullBackMm());
        Optional<MeshSolid> mesh =
                tabled.mesh().map(m -> application.factors().areNone() ? m : m.stretched(across, along));
        double halfWidth = across
                * (tabled.shortAxisMm() + deviations * tabled.shortAxisSdMm().orElse(0))
                / 2;
        double halfLength = along
                * (tabled.longAxisMm() + deviations * tabled.longAxisSdMm().orElse(0))
                / 2;
        List<ZonePart> parts = new ArrayList<>();
        for (ElectrodeOffset electrode : device.electrodes()) {
            Point3 tip = shaft.toWorld(electrode.xMm(), electrode.yMm(), 0);
            Solid shape = mesh.isPresent()
                    ? mesh.get().placed(new Frame3(tip, shaft.ex(), shaft.ey(), shaft.ez()))
                    : Ellipsoid.ofRevolution(
                            tip.along(shaft.ez(), along * (reachMm - tabled.longAxisMm() / 2)),
                            shaft.ez(),
                            halfLength,
                            halfWidth);
            parts.add(new ZonePart(placement.id(), device.modality(), application.timeS(), halfWidth, shape));
        }
        return parts;
    }

    private static InputException refused(ApplicatorPlacement placement, String text) {
        return new InputException("device-setting", "H24", "", "applicator " + placement.id() + ": " + text);
    }
}
