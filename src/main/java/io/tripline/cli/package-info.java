/**
 * The program that people type: one class per verb. In: arguments. Out: data on stdout, messages on stderr, an exit code of
 * {@link io.tripline.cli.ExitCode}. Only {@code serve} opens a port; no other verb boots the web server.
 *
 * <pre>
 *   Main -> CommandLine -> XyzCommand -> GivenRules   (files and folders become DRL, sources are translated in memory)
 *                                     -> Engine    (events become alerts)
 *                                     -> Console   (streams, folder and terminal of the user)
 * </pre>
 *
 * <p>To add a verb: a class {@code XyzCommand} with its own {@code @Command}, one line in {@link io.tripline.cli.Main}, and a
 * test that calls {@link io.tripline.cli.Main#run}.
 */
@NullMarked
package io.tripline.cli;

import org.jspecify.annotations.NullMarked;
