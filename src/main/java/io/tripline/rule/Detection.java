package io.tripline.rule;

/**
 * One kind of event that counts: what becomes one match rule.
 *
 * @param name for a person and for correlations that ask which rule matched: a Sigma rule's name or title
 * @param clause the source's own term for it, printed in the comment before the match rule: {@code Sigma detection
 *     'selection'}, {@code KQL query}
 */
public record Detection(String name, String clause, LogSource logSource, Condition condition) {}
