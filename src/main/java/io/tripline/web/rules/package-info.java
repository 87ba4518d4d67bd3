/**
 * The rules folder while the program serves, and what is known of each rule. In: files that people add, edit, break and
 * delete. Out: DRL that the engine runs, log lines that say what changed, the pages of {@code GET /api/v1/rules}.
 *
 * <pre>
 * folder --FolderScan--&gt; FolderChanges (settled files only) --RuleFolderWatcher--&gt; sources: translated, DRL written
 *                                                                  |
 *                                                                  +--DrlLoader--&gt; Engine, LineDiff to the log
 *                                                                  v
 *                                                             RuleCatalog --RulePages--&gt; answers
 * </pre>
 */
@NullMarked
package io.tripline.web.rules;

import org.jspecify.annotations.NullMarked;
