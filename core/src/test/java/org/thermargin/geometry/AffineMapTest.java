package org.thermargin.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AffineMapTest {
    private static final AffineMap SLANTED =
            AffineMap.of(new double[] {1.1, 0.2, 0, -0.1, 0.9, 0.3, 0.05, 0, 1.2}, 10, -20, 30);
    private static final Point3 PLACE = new Point3(-31, 47, 120);

    @Test
    void theInverseTakesImagesBack() {
        assertThat(SLANTED.inverse().apply(SLANTED.apply(PLACE)).distanceMm(PLACE))
                .isLessThan(1e-12);
    }

    @Test
    void afterAppliesTheOtherFirst() {
        AffineMap doubled = AffineMap.scaling(new Point3(0, 0, 0), 2);
        AffineMap shifted = AffineMap.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 1, 2, 3);

        assertThat(doubled.after(shifted).apply(new Point3(1, 1, 1))).isEqualTo(new Point3(4, 6, 8));
        assertThat(shifted.after(doubled).apply(new Point3(1, 1, 1))).isEqualTo(new Point3(3, 4, 5));
    }

    @Test
    void scalingKeepsItsCentreAndAngles() {
        AffineMap scaling = AffineMap.scaling(PLACE, 1.25);

        assertThat(scaling.apply(PLACE)).isEqualTo(PLACE);
        assertThat(scaling.volumeFactor()).isCloseTo(1.953125, within(1e-12)); // 1.25^3
        assertThat(scaling.keepsAngles()).isTrue();
        assertThat(scaling.isRigid()).isFalse();
    }

    @Test
    void shearKeepsNoAngles() {
        assertThat(AffineMap.of(new double[] {1, 1e-3, 0, 0, 1, 0, 0, 0, 1}, 0, 0, 0)
                        .keepsAngles())
                .isFalse();
        assertThat(AffineMap.of(new double[] {1, 0, 0, 0, 1.001, 0, 0, 0, 1}, 0, 0, 0)
                        .keepsAngles())
                .isFalse();
    }

    @Test
    @Tag("H20")
    void mirrorsAndSingularMapsAreNone() {
        assertThatThrownBy(() -> AffineMap.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, -1}, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not mirror");
        assertThatThrownBy(() -> AffineMap.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be invertible");
        assertThatThrownBy(() -> AffineMap.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, Double.NaN, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finite");
    }
}
