package org.thermargin.report;

import java.util.Optional;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.RegistrationUse;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.ScanRegistration;
import org.thermargin.scene.ZoneSource;

/**
 * Where places of an assessment are found on the scan on which the zone was drawn.
 *
 * @param scan the registration; empty where that scan is the only one, or was not registered here
 */
record ScanPlace(Optional<ScanRegistration> scan) {
    /** For the zones of that source: observed ones alone come from another scan. */
    static ScanPlace of(Assessment assessment, ZoneSource source) {
        return new ScanPlace(
                source == ZoneSource.OBSERVED
                        ? assessment.registration().map(RegistrationUse::scan)
                        : Optional.empty());
    }

    /** The same place there, LPS mm. */
    Optional<Point3> onScanAfter(Point3 place) {
        return scan.map(s -> s.onScanAfter(place));
    }
}
