package org.tallystick.terminal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureSuite;

/**
 * What a state directory says of its terminal, without a lock and without network.
 *
 * @param certificateExpires empty if there is no certificate
 * @param renewFrom from when on commands renew the certificate
 * @param renewalUnproven whether the key is new and the platform has not accepted it yet
 * @param unsignedFor why bills are issued without a signature; empty if they are signed
 * @param lastCounter of the series; 0 before the first bill
 * @param parked refused counters and the slug of the refusal
 * @param unlisted counters that the next RECOVERY has to list, with cause
 */
public record StatusReport(
        TerminalProfile profile,
        Optional<Instant> certificateExpires,
        Optional<Instant> renewFrom,
        boolean renewalUnproven,
        Optional<Cause> unsignedFor,
        long lastCounter,
        int delivered,
        List<Long> waiting,
        SortedMap<Long, String> parked,
        SortedMap<Long, String> unlisted) {

    /** {@link TerminalException} if the directory is not enrolled, or damaged. */
    public static StatusReport of(Path directory) {
        StateDirectory state = StateDirectory.existing(directory);
        TerminalProfile profile = TerminalProfile.load(state);
        OutboxIndex index = Outbox.look(state);
        SortedMap<Long, String> parked = new TreeMap<>();
        index.parked().forEach((counter, record) -> parked.put(counter, record.problem()));
        SortedMap<Long, String> unlisted = new TreeMap<>();
        index.missing().forEach((counter, missing) -> unlisted.put(counter, missing.cause()));
        TerminalIdentity identity = TerminalIdentity.load(state, SignatureSuite.best());
        return new StatusReport(
                profile,
                identity.certificate()
                        .map(certificate -> certificate.getNotAfter().toInstant()),
                identity.certificate().map(Renewal::dueFrom),
                new KeyChange(state).isTrial(),
                identity.trouble(),
                index.last().map(OutboxMark.Last::counter).orElse(0L),
                index.deliveredCount(),
                List.copyOf(index.waiting().keySet()),
                parked,
                unlisted);
    }

    /** Whether bills are signed. */
    public boolean keyUsable() {
        return unsignedFor.isEmpty();
    }
}
