package org.thermargin.cli.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.util.List;
import org.thermargin.geometry.Point3;

/**
 * A slice on the screen. Where a point must be seen is worked out here anew, from the sides that a CT screen has: axial from
 * the feet, coronal from the front, sagittal from the patient's left.
 */
record ShownView(Plane plane, double left, double top, double width, double height, Point3 centre, double mmPerPixel) {
    enum Plane {
        AXIAL("axial"),
        CORONAL("coronal"),
        SAGITTAL("sagittal");

        private final String name;

        Plane(String name) {
            this.name = name;
        }

        String css() {
            return ".view-" + name;
        }
    }

    static ShownView of(Browser browser, Plane plane) {
        Object told = browser.script("const v = document.querySelector('" + plane.css() + "');"
                + " const r = v.getBoundingClientRect();"
                + " return [r.left, r.top, r.width, r.height, Number(v.dataset.mmPerPixel)].map(String)"
                + ".concat([v.dataset.centreLpsMm])");
        List<String> values = ((List<?>) told).stream().map(String::valueOf).toList();
        try {
            double[] centre = new ObjectMapper().readValue(values.get(5), double[].class);
            return new ShownView(
                    plane,
                    Double.parseDouble(values.get(0)),
                    Double.parseDouble(values.get(1)),
                    Double.parseDouble(values.get(2)),
                    Double.parseDouble(values.get(3)),
                    new Point3(centre[0], centre[1], centre[2]),
                    Double.parseDouble(values.get(4)));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the view tells no centre", e);
        }
    }

    /** Pixel of the page under which an LPS point lies. */
    int[] pixel(Point3 point) {
        double right = plane == Plane.SAGITTAL ? point.y() - centre.y() : point.x() - centre.x();
        double down = plane == Plane.AXIAL ? point.y() - centre.y() : centre.z() - point.z();
        return new int[] {
            (int) Math.floor(left + width / 2 + right / mmPerPixel),
            (int) Math.floor(top + height / 2 + down / mmPerPixel)
        };
    }

    /** Colour {red, green, blue} on the screen at an LPS point. */
    int[] colour(BufferedImage picture, Point3 point) {
        int[] at = pixel(point);
        int rgb = picture.getRGB(at[0], at[1]);
        return new int[] {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff};
    }
}
