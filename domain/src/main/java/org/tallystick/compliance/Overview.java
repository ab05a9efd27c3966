package org.tallystick.compliance;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The numbers of a dashboard.
 *
 * @param byDay days with receipts; other days have none
 * @param merchants enrolled merchants in view, and their terminals
 */
public record Overview(
        Map<LocalDate, Coverage> byDay,
        List<GroupCount> byAcquirer,
        List<GroupCount> byRegion,
        CertificateCount certificates,
        long merchants,
        long terminals) {

    public Coverage coverage() {
        return byDay.values().stream().reduce(Coverage.NONE, Coverage::plus);
    }
}
