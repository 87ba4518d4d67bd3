/**
 * Who may send events. In: the tokens of senders, as hashes in a file of the data folder, and what a request presents. Out: who
 * calls, or why nobody may.
 *
 * <pre>
 * tripline tokens add --TokenFile--&gt; tokens.ndjson --SenderTokens, read again when it changes--&gt; Verdict
 * request --Presented: Bearer, Splunk, ApiKey, Basic, the bare value, a secret in the path--------^
 * </pre>
 */
@NullMarked
package io.tripline.web.token;

import org.jspecify.annotations.NullMarked;
