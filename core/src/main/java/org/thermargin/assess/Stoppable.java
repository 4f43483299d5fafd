package org.thermargin.assess;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.thermargin.InputException;
import org.thermargin.device.UsableLength;
import org.thermargin.geometry.PointRow;
import org.thermargin.geometry.SignedField;
import org.thermargin.heatsink.CoolingVessel;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.zone.AblationZone;
import org.thermargin.zone.ZoneModel;
import org.thermargin.zone.ZoneSpread;

/**
 * Zones and vessels that end whatever asks them, by a {@link CancellationException}, once nobody waits for it any more. What they
 * answer before is unchanged.
 */
final class Stoppable {
    private final BooleanSupplier stop;

    Stoppable(BooleanSupplier stop) {
        this.stop = stop;
    }

    private void check() {
        if (stop.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    /** The same model whose zones may be given up. */
    ZoneModel model(ZoneModel model) {
        return new Model(model);
    }

    private AblationZone zone(AblationZone zone) {
        return zone.asking(new Field(zone.depth()));
    }

    CoolingVessel vessel(CoolingVessel vessel) {
        return new Vessel(vessel);
    }

    private final class Model implements ZoneModel {
        private final ZoneModel model;

        Model(ZoneModel model) {
            this.model = model;
        }

        @Override
        public AblationZone zone(List<ApplicatorPlacement> placements) throws InputException {
            check();
            return Stoppable.this.zone(model.zone(placements));
        }

        @Override
        public Optional<ZoneSpread> spread(List<ApplicatorPlacement> placements) throws InputException {
            return model.spread(placements)
                    .map(s -> new ZoneSpread(
                            Stoppable.this.zone(s.smaller()), Stoppable.this.zone(s.larger()), s.coverageFactor()));
        }

        @Override
        public Optional<UsableLength> usableLength(ApplicatorPlacement placement) throws InputException {
            return model.usableLength(placement);
        }
    }

    private final class Field implements SignedField {
        private final SignedField field;

        Field(SignedField field) {
            this.field = field;
        }

        @Override
        public double depthMm(double x, double y, double z) {
            check();
            return field.depthMm(x, y, z);
        }

        @Override
        public void outsideMm(double[] points, int count, double limitMm, double[] distances) {
            check();
            field.outsideMm(points, count, limitMm, distances);
        }

        @Override
        public SignedField walker() {
            return new Field(field.walker());
        }

        @Override
        public boolean contains(double x, double y, double z) {
            return field.contains(x, y, z);
        }

        @Override
        public void mark(PointRow row, long[] bits) {
            check();
            field.mark(row, bits);
        }
    }

    private final class Vessel implements CoolingVessel {
        private final CoolingVessel vessel;

        Vessel(CoolingVessel vessel) {
            this.vessel = vessel;
        }

        @Override
        public String name() {
            return vessel.name();
        }

        @Override
        public void nearest(double x, double y, double z, Nearest nearest) {
            vessel.nearest(x, y, z, nearest);
        }

        @Override
        public CoolingVessel around(double x, double y, double z, double radiusMm) {
            check();
            return vessel.around(x, y, z, radiusMm);
        }
    }
}
