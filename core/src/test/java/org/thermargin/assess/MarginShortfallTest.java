package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermargin.assess.Scenes.GRID;
import static org.thermargin.assess.Scenes.ball;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.margin.ZoneRegion;

/** A lesion ball of radius 8 about the origin, a zone of radius 8 about (3, 0, 0), a target of 5 mm. */
class MarginShortfallTest {
    private static final MarginShortfall SHORTFALL = shortfall(true);

    private static MarginShortfall shortfall(boolean withOrgan) {
        Bounds3 box = new Bounds3(new Point3(-20, -20, -20), new Point3(20, 20, 20));
        return new MarginShortfall(
                (x, y, z) -> 8 - Math.sqrt(x * x + y * y + z * z),
                new ZoneRegion.Exact((x, y, z) -> 8 - Math.sqrt((x - 3) * (x - 3) + y * y + z * z), box, 0, 0),
                withOrgan ? Optional.of(ball(GRID, 0, 0, 0, 12)) : Optional.empty(),
                5,
                box);
    }

    @Test
    void tissueBesideTheLesionThatIsNotAblatedIsMissing() {
        assertThat(SHORTFALL.contains(-10, 0, 0)).isTrue();
        assertThat(SHORTFALL.contains(0, 11.5, 0)).isTrue();
    }

    @Test
    void lesionLeftIsResidualAndNotMissingMargin() {
        assertThat(SHORTFALL.contains(-7, 0, 0)).isFalse();
    }

    @Test
    void ablatedAndFarTissueIsNotMissing() {
        assertThat(SHORTFALL.contains(10, 0, 0)).isFalse();
        assertThat(shortfall(false).contains(-12.9, 0, 0)).isTrue();
        assertThat(shortfall(false).contains(-13.1, 0, 0)).isFalse();
    }

    @Test
    void nothingIsMissingOutsideTheOrgan() {
        assertThat(SHORTFALL.contains(-12.8, 0, 0)).isFalse();
    }
}
