package org.thermargin.study;

import java.util.List;

/** How a number may differ from what was planned. */
public sealed interface ScalarError {
    /** Number of values that the design goes through one by one; 1 where it draws. */
    int levels();

    /** Whether a value is drawn. */
    boolean isDrawn();

    /** The error as a text that is the same on every Java version. */
    String content();

    /** The error in words; empty when there is none. */
    String inWords();

    /** As planned. */
    record None() implements ScalarError {
        @Override
        public int levels() {
            return 1;
        }

        @Override
        public boolean isDrawn() {
            return false;
        }

        @Override
        public String content() {
            return "none";
        }

        @Override
        public String inWords() {
            return "";
        }
    }

    /** Normal about the planned value. */
    record Normal(double sd) implements ScalarError {
        public Normal {
            if (!(sd >= 0 && sd <= 90)) {
                throw new IllegalArgumentException("standard deviation must be 0 to 90, was " + sd);
            }
        }

        @Override
        public int levels() {
            return 1;
        }

        @Override
        public boolean isDrawn() {
            return true;
        }

        @Override
        public String content() {
            return "normal " + Double.toHexString(sd);
        }

        @Override
        public String inWords() {
            return "normal, sd " + StudyDesign.plain(sd);
        }
    }

    /** Uniform between two values. */
    record Uniform(double from, double to) implements ScalarError {
        public Uniform {
            if (!(from <= to)) {
                throw new IllegalArgumentException("from must not be above to, were " + from + " and " + to);
            }
        }

        @Override
        public int levels() {
            return 1;
        }

        @Override
        public boolean isDrawn() {
            return true;
        }

        @Override
        public String content() {
            return "uniform " + Double.toHexString(from) + " " + Double.toHexString(to);
        }

        @Override
        public String inWords() {
            return "uniform " + StudyDesign.plain(from) + " to " + StudyDesign.plain(to);
        }
    }

    /** Exactly these values one after the other. */
    record Values(List<Double> values) implements ScalarError {
        public Values {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("a list of values must have at least one");
            }
        }

        @Override
        public int levels() {
            return values.size();
        }

        @Override
        public boolean isDrawn() {
            return false;
        }

        @Override
        public String content() {
            return "values " + values.stream().map(Double::toHexString).toList();
        }

        @Override
        public String inWords() {
            return String.join(", ", values.stream().map(StudyDesign::plain).toList());
        }
    }
}
