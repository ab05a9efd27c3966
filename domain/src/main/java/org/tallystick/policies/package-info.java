/**
 * Rules that are data: when a cardholder has to sign, what is advised about paying out, how much time a case leaves, what an applicant brings.
 *
 * <p>A {@linkplain org.tallystick.policies.PolicyKind kind} of rule is a table of another capability; what a row means is that capability's. Here
 * people see the rows and add {@linkplain org.tallystick.policies.PolicyVersion versions}. A version holds from a day on, tomorrow at the
 * earliest: what was judged under a rule stays judged under it, and every judgement names its rule and version. Nothing is ever changed or
 * deleted; a version for the same day with a higher number takes the other's place. The operator adds everybody's rows and any institution's,
 * an institution its own. Each version is a record of the audit trail and an entry of the ledger, of kind {@code configuration}.
 */
@NullMarked
package org.tallystick.policies;

import org.jspecify.annotations.NullMarked;
