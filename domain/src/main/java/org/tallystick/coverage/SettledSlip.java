package org.tallystick.coverage;

import java.time.LocalDate;

/**
 * What a settlement file says of the sale of a case. Texts are empty where it says nothing.
 *
 * @param file number of the settlement file
 * @param soldOn local day of the sale
 */
public record SettledSlip(String file, String batchNo, String traceNo, String referenceNo, LocalDate soldOn) {}
