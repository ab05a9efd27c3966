package org.tallystick.shared.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.service.Replication.Fault;
import org.tallystick.shared.service.Replication.Standby;

class ReplicationTest {
    private static final Standby QUORUM = standby("streaming", "quorum");

    @Test
    void oneStreamingSynchronousStandbyIsEnough() {
        assertThat(of("ANY 1 (a, b)", "on", QUORUM).fault()).isEmpty();
        assertThat(of("a", "remote_apply", standby("streaming", "sync")).fault())
                .isEmpty();
        assertThat(of("a", "on", standby("streaming", "async"), QUORUM).synchronousStandbys())
                .isEqualTo(1);
    }

    @Test
    void whatAFailoverCouldTakeBackIsRefused() {
        assertThat(of("", "on", QUORUM).fault()).contains(Fault.NOT_REQUIRED);
        assertThat(of("a", "on").fault()).contains(Fault.NO_STANDBY);
        assertThat(of("a", "on", standby("catchup", "sync")).fault()).contains(Fault.NO_STANDBY);
        assertThat(of("a", "on", standby("streaming", "async")).fault()).contains(Fault.NO_STANDBY);
        assertThat(of("a", "on", standby("streaming", "potential")).fault()).contains(Fault.NO_STANDBY);
        for (String commit : List.of("off", "local", "remote_write")) {
            assertThat(of("a", commit, QUORUM).fault()).as(commit).contains(Fault.NOT_AWAITED);
        }
    }

    @Test
    void aRoleThatSeesNoStatesIsToldSoAndAStandbyIsNoPrimary() {
        Standby hidden = new Standby("", Optional.empty(), Optional.empty());

        assertThat(of("a", "on", hidden).fault()).contains(Fault.HIDDEN);
        assertThat(new Replication(true, "a", "on", List.of(QUORUM)).fault()).contains(Fault.RECOVERING);
    }

    private static Replication of(String names, String commit, Standby... standbys) {
        return new Replication(false, names, commit, List.of(standbys));
    }

    private static Standby standby(String state, String sync) {
        return new Standby("a", Optional.of(state), Optional.of(sync));
    }
}
