package org.tallystick.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.shared.AuditEvent;

class AuditRecordTest {
    private static final AuditEvent EVENT = event("account.lock", "a@b", "");
    private static final byte[] START = new byte[AuditRecord.HASH_LENGTH];

    @Test
    void theHashCoversEveryPart() {
        byte[] hash = AuditRecord.next(1, 1_000, EVENT, START).hash();

        assertThat(AuditRecord.next(1, 1_000, EVENT, START).hash()).isEqualTo(hash);
        assertThat(AuditRecord.next(2, 1_000, EVENT, START).hash()).isNotEqualTo(hash);
        assertThat(AuditRecord.next(1, 1_001, EVENT, START).hash()).isNotEqualTo(hash);
        assertThat(AuditRecord.next(1, 1_000, EVENT, hash).hash()).isNotEqualTo(hash);
        assertThat(AuditRecord.next(1, 1_000, event("account.lock", "a@b", "x"), START)
                        .hash())
                .isNotEqualTo(hash);
    }

    @Test
    void textThatMovesFromOneMemberToTheNextIsAnotherRecord() {
        assertThat(AuditRecord.next(1, 1, event("ab", "c", ""), START).hash())
                .isNotEqualTo(
                        AuditRecord.next(1, 1, event("a", "bc", ""), START).hash());
    }

    @Test
    void whatARowCannotHoldIsCutBeforeItIsHashed() {
        AuditRecord made = AuditRecord.next(1, 1, event("x", "o", "\uD83D\uDE00".repeat(400)), START);

        assertThat(made.event().after()).hasSize(500).doesNotEndWith("\uD83D");
        assertThat(AuditRecord.next(1, 1, made.event(), START).hash()).isEqualTo(made.hash());
    }

    private static AuditEvent event(String action, String object, String after) {
        return new AuditEvent("op", "OPERATOR", "127.0.0.1", "TS-1", action, object, "", after, "");
    }
}
