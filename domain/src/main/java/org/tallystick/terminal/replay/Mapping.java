package org.tallystick.terminal.replay;

import java.util.Optional;
import java.util.Set;
import org.tallystick.terminal.Sale;

/**
 * What an invoice becomes: a sale, or a refusal with its detail; and what is remarkable about it either way.
 */
record Mapping(Optional<Sale> sale, Optional<Refusal> refusal, String detail, Set<Oddity> oddities) {

    static Mapping sold(Sale sale, Set<Oddity> oddities) {
        return new Mapping(Optional.of(sale), Optional.empty(), "", oddities);
    }

    static Mapping refused(Refusal refusal, String detail, Set<Oddity> oddities) {
        return new Mapping(Optional.empty(), Optional.of(refusal), detail, oddities);
    }
}
