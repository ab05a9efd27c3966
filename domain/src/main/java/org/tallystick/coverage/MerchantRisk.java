package org.tallystick.coverage;

/** How much a merchant's sales have lacked of late; the lowest first. {@link RiskRule} decides. */
public enum MerchantRisk {
    LOW,
    NORMAL,
    HIGH
}
