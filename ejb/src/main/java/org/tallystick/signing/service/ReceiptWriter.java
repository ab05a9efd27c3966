package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.service.Append;
import org.tallystick.ledger.service.EntryDraft;
import org.tallystick.ledger.service.GroupContext;
import org.tallystick.ledger.service.GroupWriter;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.TrustedTime;

/**
 * The signing capability's part in a group commit: decides what a counter means (new, repeated, replacing, conflicting, jumping)
 * and stores receipts. The table of decisions is API.md "Signing".
 */
@ApplicationScoped
class ReceiptWriter implements GroupWriter<ReceiptDraft> {
    private static final long LARGEST_JUMP = 10_000;

    private final CounterRepository counters;
    private final ReceiptRepository receipts;
    private final SideRecordRepository records;
    private final RemovedReceiptRepository removed;
    private final IntegrityCases cases;
    private final Sealer sealer;
    private final FreshReceipts fresh;
    private final Map<Integer, CounterBook> books = new ConcurrentHashMap<>();
    private final Map<Integer, Written> written = new ConcurrentHashMap<>();

    /** What a group has stored and not committed yet. */
    private record Written(GroupContext group, List<Append<ReceiptDraft>> stored) {
        FreshReceipts.Group fresh() {
            return new FreshReceipts.Group(
                    group.log().id(),
                    group.first(),
                    group.last(),
                    stored.stream()
                            .map(item -> item.item()
                                    .fresh(group, item.entries().get(0).index()))
                            .toList());
        }
    }

    @Inject
    ReceiptWriter(
            CounterRepository counters,
            ReceiptRepository receipts,
            SideRecordRepository records,
            RemovedReceiptRepository removed,
            IntegrityCases cases,
            Sealer sealer,
            FreshReceipts fresh) {
        this.counters = counters;
        this.receipts = receipts;
        this.records = records;
        this.removed = removed;
        this.cases = cases;
        this.sealer = sealer;
        this.fresh = fresh;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiptWriter() {
        this(null, null, null, null, null, null, null);
    }

    @Override
    public void decide(List<Append<ReceiptDraft>> items, GroupContext group) throws SQLException {
        CounterBook book = book(group.log().id());
        book.startGroup(group);
        Map<String, BillKey> codes = new HashMap<>();
        boolean anyRemoved = removed.any(group.connection());
        for (Append<ReceiptDraft> item : items) {
            item.item().reset();
            Decision decision = new Decision(item, item.item(), book, group);
            refuseStaleSeal(decision);
            if (anyRemoved && !item.refused()) {
                refuseCodeOfRemoved(decision);
            }
            if (group.careful() && !item.refused()) {
                avoidKeysInUse(decision, codes);
            }
            if (!item.refused()) {
                decide(decision);
            }
        }
    }

    @Override
    public void write(List<Append<ReceiptDraft>> items, GroupContext group) throws SQLException {
        List<Append<ReceiptDraft>> stored =
                items.stream().filter(item -> item.item().stored()).toList();
        receipts.insert(group, stored);
        records.write(group, items);
        book(group.log().id()).write(group.connection());
        written.put(group.log().id(), new Written(group, stored));
    }

    @Override
    public void committed(int logId) {
        Written done = written.remove(logId);
        if (done == null) {
            return;
        }
        book(logId).committed(done.group().last());
        if (done.stored().stream().anyMatch(item -> item.item().changesOthers())) {
            fresh.forget();
        } else if (!done.stored().isEmpty()) {
            fresh.add(done.fresh());
        }
    }

    @Override
    public void rolledBack(int logId) {
        book(logId).forget();
        written.remove(logId);
    }

    private CounterBook book(int logId) {
        return books.computeIfAbsent(logId, id -> new CounterBook(counters));
    }

    /** One item with everything a decision about it looks at. */
    private record Decision(Append<ReceiptDraft> item, ReceiptDraft draft, CounterBook book, GroupContext group) {
        Connection connection() {
            return group.connection();
        }

        Bill bill() {
            return draft.bill();
        }
    }

    /** A seal that waited too long for its group would never verify; sent again, the bill is judged and sealed anew. */
    private static void refuseStaleSeal(Decision d) {
        Instant sealed = d.draft().sealed().intake().arrival().truncatedTo(ChronoUnit.SECONDS);
        if (!TrustedTime.isSealTimely(sealed, Instant.ofEpochMilli(d.group().timeMillis()))) {
            d.item()
                    .refuse(
                            new Problem(
                                    ProblemType.NOT_CONFIRMED,
                                    "The ledger took too long. Nothing of this request was stored; send the same bytes again."));
        }
    }

    private void decide(Decision d) throws SQLException {
        CounterBook.TerminalState state =
                d.book().state(d.connection(), d.draft().key().terminal());
        if (cases.isOpen(d.bill().terminalNo())) {
            d.draft().note(Finding.INTEGRITY_CASE_OPEN);
        }
        if (d.draft().sealed().intake().isSignedLater()) {
            signLater(d, d.book().claims(d.connection(), d.draft().key()));
        } else if (d.bill().counter() > state.counter()) {
            advance(d, state);
        } else {
            meetClaims(d, d.book().claims(d.connection(), d.draft().key()));
        }
    }

    private void advance(Decision d, CounterBook.TerminalState state) throws SQLException {
        BillKey key = d.draft().key();
        if (key.counter() - state.counter() > LARGEST_JUMP) {
            cases.open(key.terminalNo(), "COUNTER_JUMP", "from " + state.counter() + " to " + key.counter());
            d.item()
                    .refuse(Problem.member(
                            ProblemType.COUNTER_JUMP,
                            "counter",
                            "is more than 10,000 past the last one seen; park the bill and go on from there"));
            return;
        }
        store(d, 0);
        if (key.counter() > state.counter() + 1) {
            d.draft().note(Finding.COUNTER_GAP);
            SideRecord gap = SideRecord.gap(key, state.counter() + 1);
            d.item().add(new EntryDraft(EntryKind.GAP, gap.id(), key.subject(), gap.digest()));
            d.draft().attach(gap);
            counters.openGap(d.connection(), key.terminal(), state.counter() + 1, key.counter() - 1);
        } else if (key.counter() > 1 && !state.isFollowedBy(d.bill())) {
            d.draft().note(Finding.CHAIN_BROKEN);
        }
        d.book().advance(key.terminal(), key.counter(), d.draft().payloadDigest());
        d.book().claimFresh(key, d.draft().claim());
    }

    /** A key of a later enrolment issues nothing in an earlier series: it signs what is here and has no signature that counts. */
    private void signLater(Decision d, List<Claim> claims) throws SQLException {
        boolean here = claims.stream().anyMatch(claim -> claim.isOf(d.draft().payloadDigest()));
        if (here) {
            meetClaims(d, claims);
        } else {
            d.item().refuse(IntakeDesk.mismatch("series"));
        }
    }

    private void meetClaims(Decision d, List<Claim> claims) throws SQLException {
        Optional<Claim> same =
                claims.stream().filter(c -> c.isOf(d.draft().payloadDigest())).reduce((a, b) -> b);
        Optional<Claim> verified = claims.stream()
                .filter(Claim::verified)
                .filter(claim -> !claim.isOf(d.draft().payloadDigest()))
                .findFirst();
        if (ClaimRules.isRemoved(claims, same)) {
            d.item().refuse(AnswerDesk.removed());
        } else if (same.filter(Claim::lost).filter(Claim::active).isPresent()) {
            d.draft().sealedAnew(ClaimRules.madeGood(d.draft(), claims, sealer));
            d.draft().replaces(same.get());
            store(d, claims);
        } else if (same.filter(kept -> !kept.lost()).isPresent() && !ClaimRules.improves(d.draft(), same.get())) {
            d.draft().repeats(same.get().number());
        } else if (claims.isEmpty()) {
            store(d, claims);
            counters.fillGap(d.connection(), d.draft().key());
        } else if (d.draft().verified() && verified.isPresent()) {
            conflict(d, verified.get());
        } else if (d.draft().verified()) {
            replace(d, claims);
        } else {
            d.draft().sealedAnew(sealer.again(d.draft().sealed(), Optional.of(Cause.CONFLICT)));
            cases.open(d.bill().terminalNo(), "CONFLICT", d.draft().key().subject());
            store(d, claims);
        }
    }

    private void replace(Decision d, List<Claim> claims) {
        if (claims.stream().anyMatch(claim -> claim.isOf(d.draft().payloadDigest()))) {
            d.draft().sealedAnew(ClaimRules.signedAfter(d.draft().sealed(), sealer));
        }
        claims.stream().filter(Claim::active).reduce((a, b) -> b).ifPresent(d.draft()::replaces);
        store(d, claims);
    }

    /** Among those who have claimed the counter before. */
    private static void store(Decision d, List<Claim> claims) {
        store(d, claims.size());
        ClaimRules.link(d.draft(), claims);
        claims.add(d.draft().claim());
    }

    private void conflict(Decision d, Claim stored) throws SQLException {
        ReceiptDraft draft = d.draft();
        if (!records.conflictKnown(d.connection(), draft)) {
            SideRecord conflict = SideRecord.conflict(draft, stored.payloadDigest());
            d.item()
                    .add(new EntryDraft(
                            EntryKind.CONFLICT, conflict.id(), draft.key().subject(), conflict.digest()));
            draft.attach(conflict);
            cases.open(d.bill().terminalNo(), "CONFLICT", draft.key().subject());
        }
        d.item()
                .refuse(new Problem(
                                ProblemType.COUNTER_CONFLICT,
                                "Another verified bill holds this counter. Both are kept; park this one and go on.")
                        .with("storedDigest", Base64Url.encode(stored.payloadDigest())));
    }

    private static void store(Decision d, int ordinal) {
        ReceiptDraft draft = d.draft();
        draft.store(ordinal);
        EntryKind kind =
                draft.sealed().intake().status() == ReceiptStatus.SIGNED ? EntryKind.RECEIPT : EntryKind.UNSIGNED;
        SealedBill sealed = draft.sealed();
        d.item().add(new EntryDraft(kind, sealed.number(), draft.key().subject(), sealed.digest()));
    }

    /** The link of a removed receipt never leads to another one: no constraint of the database keeps its code. */
    private void refuseCodeOfRemoved(Decision d) throws SQLException {
        removed.holderOfCode(d.connection(), d.bill().code()).ifPresent(holder -> refuseCodeOf(holder, d));
    }

    private static void refuseCodeOf(BillKey holder, Decision d) {
        if (!holder.equals(d.draft().key())) {
            d.item()
                    .refuse(Problem.member(
                            ProblemType.CODE_USED, "code", "is another bill's already; take 128 fresh random bits"));
        }
    }

    /** Only on the second try: a code in use is the terminal's fault, a number in use is chance. */
    private void avoidKeysInUse(Decision d, Map<String, BillKey> codes) throws SQLException {
        Optional<BillKey> holder =
                receipts.holderOfCode(d.connection(), d.bill().code());
        BillKey first = holder.orElseGet(
                () -> codes.computeIfAbsent(d.bill().code(), code -> d.draft().key()));
        refuseCodeOf(first, d);
        while (receipts.numberInUse(d.connection(), d.draft().sealed().number())) {
            d.draft().sealedAnew(sealer.again(d.draft().sealed(), Optional.empty()));
        }
    }
}
