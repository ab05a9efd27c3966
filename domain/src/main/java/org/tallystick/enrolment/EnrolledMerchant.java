package org.tallystick.enrolment;

/**
 * A merchant and one of its stores as enrolled: what pages show in place of what a bill says.
 *
 * @param mcc merchant category code, four digits
 */
public record EnrolledMerchant(
        String merchantNo,
        String nameZh,
        String nameEn,
        String city,
        String mcc,
        String storeName,
        String storeAddress,
        String acquirerNameZh,
        String acquirerNameEn) {}
