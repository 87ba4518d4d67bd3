/**
 * The page: what people see in a browser. In: what the rooms beside it tell (alerts, rules, sources, coverage), and who looks. Out: HTML
 * without scripts or styles of its own, files for browsers, and what people do about alerts.
 *
 * <pre>
 * request --door: session--&gt; *Page --&gt; records of what is shown --&gt; templates/page/*.html (Qute, escapes all text)
 *                                             ^ htmx asks for a part of it again: the same address with HX-Request
 * GET /assets/... --&gt; Assets: four files of libraries, tripline.css, tripline.js
 * </pre>
 *
 * <p>To add a view: a class {@code *Page} with its address, a template, a line in {@link io.tripline.web.page.Section}. Nothing is shown
 * that has no address in {@code /api/v1}. Texts of rules and events are never raw: {@code PageTemplatesTest} looks for that.
 */
@NullMarked
package io.tripline.web.page;

import org.jspecify.annotations.NullMarked;
