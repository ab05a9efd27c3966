package org.tallystick.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.Problem;
import org.tallystick.shared.PublicAddress;

/** Which receivers the platform calls, and which would be a way into its own network. */
class ReceiverRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "64:ff9b::a00:1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1"
            })
    void privateAndReservedAddressesAreNotPublic(String address) throws Exception {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "223.255.255.1", "2606:4700::1111", "2001:4860::8888"})
    void theRestIs(String address) throws Exception {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example/",
                "ftp://shop.example/",
                "https:///hooks",
                "https://user:secret@shop.example/",
                "https://shop.example/#part",
                "shop.example",
                "not an address",
                ""
            })
    void otherAddressesAreRefusedWithTheirMember(String typed) {
        assertThatThrownBy(() -> ReceiverRules.address(typed, false))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.errors().get(0).member()).isEqualTo("url"));
    }

    @Test
    void httpIsForTrials() {
        assertThat(ReceiverRules.address(" https://shop.example/hooks?a=1 ", false))
                .hasToString("https://shop.example/hooks?a=1");
        assertThat(ReceiverRules.address("http://127.0.0.1:8080/", true)).hasToString("http://127.0.0.1:8080/");
    }
}
