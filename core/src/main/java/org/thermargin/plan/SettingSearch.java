package org.thermargin.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.device.Device;
import org.thermargin.device.ZoneRow;
import org.thermargin.heatsink.CooledPoints;
import org.thermargin.plan.ZoneTrial.Tried;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.zone.AblationZone;
import org.thermargin.zone.ZoneModel;

/**
 * The setting of the same device that passes without moving, of least energy (power times time; least time for devices
 * that set their power themselves). Tried are the rows of the table and, between them, powers in steps of 5 W and times
 * in steps of 30 s; never beyond the table.
 */
final class SettingSearch {
    private static final double POWER_STEP_W = 5;
    private static final double TIME_STEP_S = 30;
    /** The model may err by this much; a setting that it finds shorter of its margin is not assessed, mm. */
    private static final double MODEL_ERROR_MM = 0.1;

    private static final int TRIALS = 3;

    private SettingSearch() {}

    /** A power, where the device has one to set, and a time. */
    record Setting(OptionalDouble powerW, double timeS) {
        /** The application with this setting. */
        Application of(Application a) {
            return new Application(a.pullBackMm(), powerW, timeS, a.reachBeyondTipMm(), a.factors());
        }

        double energy() {
            return powerW.orElse(1) * timeS;
        }
    }

    /** The setting; where none passes the largest margin among the settings tried; empty for mixed devices. */
    static Optional<Correction.Option> find(
            ZoneTrial trial,
            ZoneModel model,
            Device device,
            List<ApplicatorPlacement> placements,
            Set<String> changed,
            CoverDemand demand,
            double marginMm)
            throws InputException {
        Excess excess = new Excess(model, demand.at(marginMm));
        double cooledMm = marginMm; // margin asked of the model with vessels
        Optional<CooledPoints> cooled = cooledPoints(trial, demand, cooledMm);
        Tried best = null;
        Setting bestSetting = null;
        double bestExcess = Double.NEGATIVE_INFINITY;
        List<ApplicatorPlacement> largest = null;
        Setting largestSetting = null;
        double needed = 0;
        double passedOver = Double.NEGATIVE_INFINITY;
        boolean smallest = false;
        int trials = 0;
        for (Setting setting : settings(device)) {
            List<ApplicatorPlacement> with = with(placements, changed, setting);
            double least = excess.of(with, Math.min(bestExcess, needed - MODEL_ERROR_MM));
            if (least > bestExcess) {
                bestExcess = least;
                largest = with;
                largestSetting = setting;
            }
            if (least < needed - MODEL_ERROR_MM
                    || trials >= TRIALS
                    || (cooled.isPresent() && !isAblated(cooled.get(), model.zone(with)))) {
                passedOver = Math.max(passedOver, least);
                continue;
            }
            trials++;
            Tried tried = trial.of(with);
            if (best == null || tried.passes() || tried.reserveMm() > best.reserveMm()) {
                best = tried;
                bestSetting = setting;
            }
            if (tried.passes()) {
                smallest = passedOver < least - tried.reserveMm()
                        && !trial.hasOrgan()
                        && !tried.zone().deformedByVessels();
                break;
            }
            if (tried.zone().deformedByVessels()) {
                cooledMm -= tried.reserveMm();
                cooled = cooledPoints(trial, demand, cooledMm);
            } else {
                needed = Math.max(needed, least - tried.reserveMm());
            }
        }
        if (largest != null && (best == null || !best.passes())) {
            Tried tried = trial.of(largest);
            if (best == null || tried.reserveMm() > best.reserveMm()) {
                best = tried;
                bestSetting = largestSetting;
            }
        }
        if (best == null || bestSetting == null) {
            return Optional.empty();
        }
        return MoveSearch.option(
                Correction.Kind.SETTING,
                placements.stream()
                        .map(ApplicatorPlacement::id)
                        .filter(changed::contains)
                        .toList(),
                smallest,
                !trial.hasOrgan() && !best.zone().deformedByVessels(),
                List.of(0.0, 0.0, 0.0),
                OptionalDouble.empty(),
                bestSetting.powerW(),
                OptionalDouble.of(bestSetting.timeS()),
                MoveWords.setting(bestSetting.powerW(), bestSetting.timeS()),
                best,
                trial);
    }

    /** What must be ablated under vessels for the margin; empty where none cool. */
    private static Optional<CooledPoints> cooledPoints(ZoneTrial trial, CoverDemand demand, double marginMm) {
        return trial.isCooled() ? Optional.of(trial.cooledPoints(demand.layers(marginMm))) : Optional.empty();
    }

    /** Whether what vessels leave of the zone holds the points. */
    private static boolean isAblated(CooledPoints points, AblationZone zone) {
        return new CooledDemand(points, zone.parts())
                .isMet(new double[3 * zone.parts().size()]);
    }

    /** Excess of the least deep point under a zone; a point that was least deep once is asked first the next time. */
    private static final class Excess {
        private final ZoneModel model;
        private final CoverDemand.At demand;
        private int point;

        Excess(ZoneModel model, CoverDemand.At demand) {
            this.model = model;
            this.demand = demand;
        }

        /** The excess, mm; an upper bound of it where it is not above the limit. */
        double of(List<ApplicatorPlacement> placements, double limitMm) throws InputException {
            var depth = model.zone(placements).depth();
            double least = demand.excessMm(depth, point);
            for (int n = 0; n < demand.count() && least > limitMm; n++) {
                double here = demand.excessMm(depth, n);
                if (here < least) {
                    least = here;
                    point = n;
                }
            }
            return least;
        }
    }

    /** All settings within the table, least energy first. */
    static List<Setting> settings(Device device) {
        List<Setting> settings = new ArrayList<>();
        double maxTime = 0;
        double maxPower = 0;
        for (ZoneRow row : device.table().orElseThrow().rows()) {
            settings.add(new Setting(row.powerW(), row.timeS()));
            maxTime = Math.max(maxTime, row.timeS());
            maxPower = Math.max(maxPower, row.powerW().orElse(0));
        }
        for (double time = TIME_STEP_S; time <= maxTime; time += TIME_STEP_S) {
            if (!device.table().orElseThrow().hasPower()) {
                offer(device, new Setting(OptionalDouble.empty(), time), settings);
            }
            for (double power = POWER_STEP_W; power <= maxPower; power += POWER_STEP_W) {
                offer(device, new Setting(OptionalDouble.of(power), time), settings);
            }
        }
        settings.sort(Comparator.comparingDouble(Setting::energy).thenComparingDouble(Setting::timeS));
        return settings;
    }

    private static void offer(Device device, Setting setting, List<Setting> settings) {
        if (!settings.contains(setting)
                && !device.table()
                        .orElseThrow()
                        .at(setting.powerW(), setting.timeS())
                        .isExtrapolated()) {
            settings.add(setting);
        }
    }

    private static List<ApplicatorPlacement> with(
            List<ApplicatorPlacement> placements, Set<String> changed, Setting setting) {
        List<ApplicatorPlacement> result = new ArrayList<>();
        for (ApplicatorPlacement p : placements) {
            result.add(changed.contains(p.id()) ? p.with(setting.powerW(), setting.timeS()) : p);
        }
        return result;
    }
}
