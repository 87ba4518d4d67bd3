/**
 * A folder of rules: which DRL runs for each of its files, and what became of it. In: files that people add, edit, break and
 * delete. Out: DRL that the engine runs, log lines that say what changed, what is known of each rule.
 *
 * <pre>
 * folder --FolderScan--&gt; FolderChanges (settled files only) --RuleFolderWatcher--&gt; SourceTranslations
 *                                                                  |  DrlChoice: the translation, or the file that is there
 *                                                                  +--DrlLoader--&gt; Engine; DrlState of each file; RuleLog
 *                                                                  v
 *                                                             FolderStatus
 * </pre>
 *
 * <p>{@link io.tripline.live.rules.DrlChoice} is asked by the verbs that run rules once as well: what they run over a folder is
 * what the server would.
 */
@NullMarked
package io.tripline.live.rules;

import org.jspecify.annotations.NullMarked;
