package org.thermargin.geometry;

/** A bounded region of space with an exact signed distance, world LPS, mm. Immutable. */
public interface Solid extends SignedField {
    /** A world box that holds the solid; the smallest one unless the type says otherwise. */
    Bounds3 bounds();

    /** Volume, mm3. */
    double volumeMm3();
}
