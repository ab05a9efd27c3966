package org.tallystick.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses belong to one network. */
class NetworkAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true, true",
        "192.0.2.7, 192.0.2.8, false, true",
        "192.0.2.7, 192.0.3.7, false, false",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false, true",
        "2001:db8:1:2::1, 2001:db8:2:2::1, false, false",
        "fe80::1%eth0, fe80::2, true, true",
        "192.0.2.7, 2001:db8::1, false, false"
    })
    void oneConnectionIsOneNetwork(String one, String other, boolean same, boolean near) {
        NetworkAddress a = NetworkAddress.of(one).orElseThrow();
        NetworkAddress b = NetworkAddress.of(other).orElseThrow();

        assertThat(a.isSame(b)).isEqualTo(same);
        assertThat(b.isNear(a)).isEqualTo(near);
    }

    @Test
    void aNameIsNeverLookedUp() {
        assertThat(NetworkAddress.of("localhost")).isEmpty();
        assertThat(NetworkAddress.of("")).isEmpty();
        assertThat(NetworkAddress.of("1.2.3.4.example")).isEmpty();
        assertThat(NetworkAddress.of("999.2.3.4")).isEmpty();
    }
}
