package org.thermargin.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;

class ScalarVolumeTest {
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(2, 3, 4, 1, 2, 3, new Point3(0, 0, 0));

    @Test
    void valuesStandInTheArrayWithIFastest() {
        float[] values = new float[24];
        values[1 + 2 * (2 + 3 * 3)] = 7.5f;

        ScalarVolume volume = new ScalarVolume(GRID, values);

        assertThat(volume.get(1, 2, 3)).isEqualTo(7.5f);
        assertThat(volume.get(0, 2, 3)).isZero();
        assertThat(volume.grid()).isSameAs(GRID);
        assertThat(volume.values()).isSameAs(values);
    }

    @Test
    void arraysOfAnotherLengthAreRefused() {
        assertThatThrownBy(() -> new ScalarVolume(GRID, new float[23]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("23")
                .hasMessageContaining("24");
    }
}
