package org.thermargin.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;

class LabelVolumeTest {
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(70, 2, 3, 1, 2, 3, new Point3(0, 0, 0));

    @Test
    @Tag("H28")
    void labelsAreUnsigned() {
        byte[] bytes = new byte[GRID.voxelCount()];
        bytes[GRID.linearIndex(69, 1, 2)] = (byte) 255;
        short[] shorts = new short[GRID.voxelCount()];
        shorts[0] = (short) 65535;

        assertThat(LabelVolume.ofBytes(GRID, bytes).get(69, 1, 2)).isEqualTo(255);
        assertThat(LabelVolume.ofShorts(GRID, shorts).get(0, 0, 0)).isEqualTo(65535);
    }

    @Test
    void masksAndCountsAgree() {
        byte[] bytes = new byte[GRID.voxelCount()];
        for (int v = 0; v < bytes.length; v++) {
            bytes[v] = (byte) (v % 4);
        }
        LabelVolume labels = LabelVolume.ofBytes(GRID, bytes);

        assertThat(labels.counts())
                .containsEntry(0, 105L)
                .containsEntry(3, 105L)
                .hasSize(4);
        assertThat(labels.mask(2).count()).isEqualTo(105);
        assertThat(labels.mask(2).get(66, 0, 0)).isTrue();
        assertThat(labels.mask(9).isEmpty()).isTrue();
        assertThat(labels.nonZero()).isEqualTo(labels.mask(0).not());
    }

    @Test
    @Tag("H13")
    void wideLabelsAreCountedAndMaskedAsNarrowOnes() {
        short[] shorts = new short[GRID.voxelCount()];
        shorts[GRID.linearIndex(3, 1, 2)] = (short) 40_000;
        shorts[GRID.linearIndex(69, 0, 0)] = 7;
        LabelVolume labels = LabelVolume.ofShorts(GRID, shorts);

        assertThat(labels.counts()).containsOnly(Map.entry(0, 418L), Map.entry(7, 1L), Map.entry(40_000, 1L));
        assertThat(labels.mask(40_000).get(3, 1, 2)).isTrue();
        assertThat(labels.nonZero().count()).isEqualTo(2);
        assertThatThrownBy(() -> LabelVolume.ofShorts(GRID, new short[1])).hasMessageContaining("420");
    }

    @Test
    void arraysOfAnotherLengthAreRefused() {
        assertThatThrownBy(() -> LabelVolume.ofBytes(GRID, new byte[419]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("419")
                .hasMessageContaining("420");
    }
}
