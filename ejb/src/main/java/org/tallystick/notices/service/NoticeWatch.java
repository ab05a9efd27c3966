package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tallystick.enrolment.service.SealKeys;
import org.tallystick.ledger.service.LedgerIncidents;
import org.tallystick.ledger.service.SplitViews;
import org.tallystick.notices.Audience;
import org.tallystick.notices.NoticeFacts;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.Telling;

/** Watches over what nobody tells of: certificates, terminals, the signing key, receipts. What is over settles itself at the next look. */
@ApplicationScoped
@PermitAll
public class NoticeWatch {
    private static final int TURN = 2;

    private final NoticeRepository repository;
    private final Notices notices;
    private final CertificateWatch certificates;
    private final SilenceWatch silence;
    private final AlterationWatch alterations;
    private final SealKeys seal;
    private final LedgerIncidents incidents;
    private final SplitViews splits;

    @Inject
    NoticeWatch(
            NoticeRepository repository,
            Notices notices,
            CertificateWatch certificates,
            SilenceWatch silence,
            AlterationWatch alterations,
            SealKeys seal,
            LedgerIncidents incidents,
            SplitViews splits) {
        this.repository = repository;
        this.notices = notices;
        this.certificates = certificates;
        this.silence = silence;
        this.alterations = alterations;
        this.seal = seal;
        this.incidents = incidents;
        this.splits = splits;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected NoticeWatch() {
        this(null, null, null, null, null, null, null, null);
    }

    @Transactional
    public void look() {
        repository.take(TURN);
        notices.current(NoticeKind.CERTIFICATE_EXPIRING, certificates.look());
        notices.current(NoticeKind.TERMINAL_SILENT, silence.look());
        notices.current(NoticeKind.SEAL_OUT_OF_SERVICE, keys(false));
        notices.current(NoticeKind.SEAL_STAND_IN, keys(true));
        notices.current(NoticeKind.LEDGER_INCIDENT, logs());
        notices.current(NoticeKind.LEDGER_SPLIT, splits());
        alterations.look();
    }

    private List<Telling> logs() {
        return incidents.open().stream()
                .map(incident -> aboutLog(NoticeKind.LEDGER_INCIDENT, "incident/" + incident.id(), incident.origin()))
                .toList();
    }

    /** Never over: what was signed cannot be taken back. */
    private List<Telling> splits() {
        return splits.all().stream()
                .map(split -> aboutLog(NoticeKind.LEDGER_SPLIT, "split/" + split.id(), split.origin()))
                .toList();
    }

    /** Concerns the operator and every regulator. */
    private static Telling aboutLog(NoticeKind kind, String subject, String origin) {
        return new Telling(
                kind,
                subject,
                "",
                Set.of(Audience.OPERATOR, new Audience(Audience.Kind.REGULATOR, "")),
                Map.of(NoticeFacts.NAME, origin));
    }

    /** Nothing is sealed, or another key stands in for the one that should seal. */
    private List<Telling> keys(boolean standIn) {
        NoticeKind kind = standIn ? NoticeKind.SEAL_STAND_IN : NoticeKind.SEAL_OUT_OF_SERVICE;
        return seal.failure().stream()
                .filter(failure -> failure.standIn().isPresent() == standIn)
                .map(failure -> new Telling(
                        kind,
                        "seal",
                        "",
                        Set.of(Audience.OPERATOR),
                        Map.of(NoticeFacts.SINCE, failure.since().toString())))
                .toList();
    }
}
