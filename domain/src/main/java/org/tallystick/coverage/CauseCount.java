package org.tallystick.coverage;

import java.util.List;
import org.tallystick.shared.Money;
import org.tallystick.signing.Cause;

/** Open cases of one cause. @param sums by currency, of those whose amount is known */
public record CauseCount(Cause cause, long cases, long overdue, List<Money> sums) {}
