package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GreyPngTest {
    @Test
    void anotherReaderSeesTheSamePixels() throws IOException {
        byte[] grey = {0, 50, 100, (byte) 150, (byte) 200, (byte) 255};

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(GreyPng.bytes(3, 2, grey)));

        assertThat(image.getWidth()).isEqualTo(3);
        assertThat(image.getHeight()).isEqualTo(2);
        for (int n = 0; n < grey.length; n++) {
            assertThat(image.getRaster().getSample(n % 3, n / 3, 0)).isEqualTo(grey[n] & 0xff);
        }
    }
}
