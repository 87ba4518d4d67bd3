package io.tripline.web.page;

import java.util.Locale;

/**
 * Counts as a row of bars: the path of a picture (SVG) that is {@value #WIDTH} wide and {@value #HEIGHT} high.
 *
 * @param path what is drawn
 * @param most the highest count
 */
public record Bars(String path, long most) {

    public static final int WIDTH = 96;
    public static final int HEIGHT = 20;

    static Bars of(long[] counts) {
        long most = 0;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        StringBuilder path = new StringBuilder();
        double width = (double) WIDTH / Math.max(1, counts.length);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double height = Math.max(1.5, (double) HEIGHT * counts[i] / most);
                path.append(String.format(
                        Locale.ROOT, "M%.1f %dv-%.1fh%.1fv%.1fz", i * width, HEIGHT, height, width - 0.6, height));
            }
        }
        return new Bars(path.toString(), most);
    }

    static Bars of(int[] counts) {
        long[] wide = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            wide[i] = counts[i];
        }
        return of(wide);
    }
}
