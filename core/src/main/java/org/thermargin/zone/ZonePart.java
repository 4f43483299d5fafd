package org.thermargin.zone;

import org.thermargin.device.Modality;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Solid;

/**
 * What one application contributes to a zone.
 *
 * @param applicatorId the applicator
 * @param modality how it heats
 * @param timeS duration of the application, s
 * @param halfWidthMm half the zone's diameter across the shaft, mm
 * @param shape the tissue it treats when nothing cools
 */
public record ZonePart(String applicatorId, Modality modality, double timeS, double halfWidthMm, Solid shape) {
    /**
     * Level of a point: 1 on the boundary of the shape, below 1 inside. For an ellipsoid the scale of the concentric
     * ellipsoid through the point, else one less the depth in half-widths.
     */
    public double level(double x, double y, double z) {
        return shape instanceof Ellipsoid ellipsoid
                ? Math.sqrt(Math.max(0, ellipsoid.level(x, y, z) + 1))
                : Math.max(0, 1 - shape.depthMm(x, y, z) / halfWidthMm);
    }
}
