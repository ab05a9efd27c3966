package org.tallystick.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BusinessTest {

    @Test
    void aWholeApplicationHasNoFaults() {
        assertThat(good().faults(ApplicantKind.ENTERPRISE)).isEmpty();
    }

    @Test
    void everyFaultIsNamed() {
        Business empty = new Business("", "91350100M000100Y44", " ", "nobody", "", "", "", "54", 0, "");

        assertThat(empty.faults(ApplicantKind.ENTERPRISE))
                .containsOnlyKeys(
                        "name",
                        "licence",
                        "contact",
                        "login",
                        "region",
                        "city",
                        "address",
                        "mcc",
                        "terminals",
                        "accountName");
    }

    @Test
    void aCorporateAccountIsInTheNameOfTheEnterprise() {
        assertThat(withAccount("陈荔湾").faults(ApplicantKind.ENTERPRISE))
                .isEqualTo(Map.of("accountName", "apply.account-name.ENTERPRISE"));
        assertThat(withAccount("杭州青禾商贸 （有限）公司").faults(ApplicantKind.ENTERPRISE))
                .isEmpty();
    }

    @Test
    void anIndividualsAccountIsThePersonsOwnAndNeedsNoLicence() {
        assertThat(withAccount("杭州青禾商贸(有限)公司").faults(ApplicantKind.INDIVIDUAL)).containsOnlyKeys("accountName");
        assertThat(withAccount("陈荔湾").faults(ApplicantKind.INDIVIDUAL)).isEmpty();
    }

    @Test
    void ofAnAccountNumberOnlyTheEndIsShown() {
        AccountNumber account = AccountNumber.typed(" 6222 0212-0200 1234 321 ");

        assertThat(account.isPossible()).isTrue();
        assertThat(account.masked()).isEqualTo("•••• 4321");
        assertThat(account.toString()).doesNotContain("4321");
        assertThat(AccountNumber.typed("1234567").isPossible()).isFalse();
        assertThat(AccountNumber.typed("12345678x").isPossible()).isFalse();
    }

    static Business good() {
        return withAccount("杭州青禾商贸(有限)公司");
    }

    private static Business withAccount(String holder) {
        return new Business(
                "杭州青禾商贸(有限)公司",
                "91350100M000100Y43",
                "陈荔湾",
                "owner@qinghe.example",
                "浙江",
                "杭州",
                "中山路 1 号",
                "5411",
                2,
                holder);
    }
}
