package org.tallystick.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.coverage.PolicyRow.Trusted;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;

class RequirementPolicyTest {
    private static Requirement tapped(long amount, String time) {
        return Sales.POLICY.of(Sales.sale(EntryMode.TAP, amount, time)
                .cardholderSignature(Sales.signature(SignatureStatus.CAPTURED))
                .build());
    }

    @Test
    void theLimitIsThatOfTheDayOfTheSaleAndIncludesItself() {
        assertThat(tapped(300_00, "2018-05-31T23:59:59+08:00").answer())
                .contains(SignatureRequirement.NOT_REQUIRED_SMALL_AMOUNT);
        assertThat(tapped(300_01, "2018-05-31T23:59:59+08:00").isRequired()).isTrue();
        assertThat(tapped(1000_00, "2018-06-01T00:00:00+08:00").answer())
                .contains(SignatureRequirement.NOT_REQUIRED_SMALL_AMOUNT);
        assertThat(tapped(1000_01, "2018-06-01T00:00:00+08:00").isRequired()).isTrue();
    }

    @Test
    void theDecidingRowAndItsVersionAreNamed() {
        assertThat(tapped(1, "2017-01-01T00:00:00+08:00").version()).isEqualTo(1);
        Requirement now = tapped(1, "2026-01-01T00:00:00+08:00");
        assertThat(now.policy()).isEqualTo("tap");
        assertThat(now.version()).isEqualTo(2);
    }

    @Test
    void anAcquirersOwnRowGoesBeforeEverybodys() {
        RequirementPolicy policy = new RequirementPolicy(List.of(
                Sales.row(
                        "all",
                        1,
                        "*",
                        EntryMode.TAP,
                        "2020-01-01",
                        OptionalLong.of(1000_00),
                        new Trusted(false, false, false)),
                Sales.row(
                        "own",
                        1,
                        "48023310",
                        EntryMode.TAP,
                        "1970-01-01",
                        OptionalLong.of(1),
                        new Trusted(false, false, false))));
        Bill bill = Sales.sale(EntryMode.TAP, 500, "2026-01-01T00:00:00+08:00")
                .cardholderSignature(Sales.signature(SignatureStatus.CAPTURED))
                .build();

        assertThat(policy.of(bill).policy()).isEqualTo("own");
        assertThat(policy.of(bill).isRequired()).isTrue();
    }

    @Test
    void codesAreNotSignedAndOtherCardSalesWithoutARowAre() {
        assertThat(Sales.POLICY
                        .of(Sales.sale(EntryMode.SCAN, 99_999_00, "2026-01-01T00:00:00+08:00")
                                .build())
                        .answer())
                .contains(SignatureRequirement.NOT_REQUIRED_QR);
        assertThat(Sales.POLICY.of(Sales.swiped(SignatureStatus.CAPTURED)).isRequired())
                .isTrue();
    }

    @Test
    void whatSellsNothingNeedsNoSignature() {
        Bill refund = Sales.sale(EntryMode.SCAN, 100, "2026-01-01T00:00:00+08:00")
                .type(BillType.REFUND)
                .original(new Bill.Original(
                        Optional.empty(), Optional.empty(), Optional.empty(), Map.of("traceNo", "000001")))
                .build();

        assertThat(Sales.POLICY.of(refund)).isEqualTo(Requirement.NONE);
    }
}
