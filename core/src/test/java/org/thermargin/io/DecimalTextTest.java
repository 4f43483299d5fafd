package org.thermargin.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTextTest {
    @Test
    void numbersAreShortAndPlain() {
        assertThat(DecimalText.of(0.846)).isEqualTo("0.846");
        assertThat(DecimalText.of(-0.0)).isEqualTo("0");
        assertThat(DecimalText.of(100)).isEqualTo("100");
        assertThat(DecimalText.of(1e-5)).isEqualTo("0.00001");
        assertThat(DecimalText.of(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(DecimalText.of(",", 1, -2.5)).isEqualTo("1,-2.5");
    }

    @Test
    void everyNumberReadsBackExactly() {
        Random random = new Random(5);
        for (int n = 0; n < 20_000; n++) {
            double value = (random.nextDouble() - 0.5) * Double.longBitsToDouble((long) (1023 - 60 + n % 80) << 52);

            assertThat(Double.parseDouble(DecimalText.of(value))).isEqualTo(value);
        }
    }
}
