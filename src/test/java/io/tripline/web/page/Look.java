package io.tripline.web.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** How somebody looks at the page. */
enum Look {
    LIGHT_DESK(ColorScheme.LIGHT, 1280, 900),
    DARK_DESK(ColorScheme.DARK, 1280, 900),
    LIGHT_PHONE(ColorScheme.LIGHT, 390, 844),
    DARK_PHONE(ColorScheme.DARK, 390, 844);

    private final ColorScheme scheme;
    private final int width;
    private final int height;

    Look(ColorScheme scheme, int width, int height) {
        this.scheme = scheme;
        this.width = width;
        this.height = height;
    }

    NewContextOptions options() {
        return new NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, height)
                .setReducedMotion(ReducedMotion.REDUCE);
    }

    /** As a part of a file's name. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
