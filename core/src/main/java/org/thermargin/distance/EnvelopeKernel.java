package org.thermargin.distance;

/**
 * The y and z passes: replaces neighbouring lines of squared distances by the lower envelopes of their parabolas. Results
 * of any two implementations agree within one rounding per pass, and exactly where squared spacings and their sums fit a
 * float.
 */
interface EnvelopeKernel {
    /** Working arrays of one thread for lines of up to n values. */
    Worker worker(int n);

    /** One thread's passes. */
    interface Worker {
        /**
         * Replaces the values by their lower envelopes.
         *
         * @param volume at start + c + p * stride the value of line c at position p (read at the rows, written at all)
         * @param width number of lines, at most {@link #tile}
         * @param rows positions with finite values, at least one
         */
        void squared(float[] volume, int start, int width, int stride, Rows rows, Axis axis);

        /**
         * The same on both sides of a region: positive values are squared distances of outside points to the inside,
         * negative ones minus those of inside points to the outside, and so are the results.
         *
         * @param outer positions that are not +infinity; at least one, or no outside value is finite
         * @param inner positions that are not -infinity
         * @param rooted whether the results are the distances: positive inside, negative outside
         */
        void signed(
                float[] volume, int start, int width, int stride, Rows outer, Rows inner, Axis axis, boolean rooted);

        /** Largest number of lines of one call. */
        int tile();
    }
}
