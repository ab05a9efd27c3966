package org.tallystick.terminal;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureSuite;

/**
 * An enrolled terminal at work: issues bills, delivers them, reports to the platform. One object per state directory
 * and process; not thread-safe. Network trouble never keeps {@link #issue} from working.
 */
public final class Terminal implements AutoCloseable {
    /** How long an answer may take where nobody waits; longer than the platform's own limit. */
    public static final Duration UNATTENDED = Duration.ofSeconds(30);

    /** As many entries as surely fit into a bill of 8 KiB. */
    private static final int ENTRIES_OF_A_RECOVERY = 80;

    private final StateDirectory state;
    private final TerminalProfile profile;
    private final Outbox outbox;
    private final SignatureSuite suite;
    private final PlatformClient client;
    private final Duration answerLimit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** Replaced by {@link #renew}. */
    private TerminalIdentity identity;

    private BillMaker maker;

    private Terminal(StateDirectory state, Duration answerLimit, Clock clock) {
        this.state = state;
        this.clock = clock;
        this.answerLimit = answerLimit;
        this.profile = TerminalProfile.load(state);
        this.suite = SignatureSuite.best();
        this.client = client(state, profile, answerLimit);
        this.outbox = Outbox.open(state);
        new KeyChange(state).settle();
        this.identity = TerminalIdentity.load(state, suite);
        this.maker = maker();
    }

    /**
     * Opens a state directory for writing.
     *
     * @param answerLimit time limit of one request
     * @throws TerminalException if it is not enrolled, locked or damaged
     */
    public static Terminal open(Path directory, Duration answerLimit, Clock clock) {
        return new Terminal(StateDirectory.existing(directory), answerLimit, clock);
    }

    private BillMaker maker() {
        return new BillMaker(profile, BillMaker.Signer.of(identity), clock, random);
    }

    static PlatformClient client(StateDirectory state, TerminalProfile profile, Duration limit) {
        byte[] anchors = state.read(SealCertificates.ANCHORS)
                .orElseThrow(() -> new TerminalException(
                        Trouble.DAMAGED, "%s is missing: restore it.".formatted(state.file(SealCertificates.ANCHORS))));
        return new PlatformClient(profile.server(), Certificates.tls(Certificates.parse(anchors)), limit);
    }

    public TerminalProfile profile() {
        return profile;
    }

    /** The bill that was issued for a row of a file, if there is one. */
    public Optional<Long> counterOf(String source) {
        return outbox.index().counterOf(source);
    }

    /** The number that the next bill will get. */
    public long nextCounter() {
        return outbox.nextCounter();
    }

    public int waiting() {
        return outbox.index().waiting().size();
    }

    /** What became of a number. */
    public BillState stateOf(long counter) {
        return BillState.of(outbox.index(), counter);
    }

    /**
     * Gives a sale its number, signed and durable.
     *
     * @throws org.tallystick.shared.Problem if no bill can say this; nothing has happened then
     */
    public IssuedBill issue(Sale sale) {
        return issueAll(List.of(sale)).get(0);
    }

    /** As {@link #issue}, for several at once: all of them or, on a problem, none. */
    public List<IssuedBill> issueAll(List<Sale> sales) {
        List<PendingBill> made = new ArrayList<>();
        BillMaker.Place place = nextPlace();
        for (Sale sale : sales) {
            PendingBill bill = maker.make(sale, place);
            made.add(bill);
            place = new BillMaker.Place(
                    place.counter() + 1, Optional.of(bill.issued().digest()));
        }
        if (!made.isEmpty()) {
            outbox.issue(made);
        }
        return made.stream().map(this::issued).toList();
    }

    /**
     * Whether a bill could say this.
     *
     * @throws org.tallystick.shared.Problem if not
     */
    public void rehearse(Sale sale) {
        maker.make(sale, nextPlace());
    }

    private BillMaker.Place nextPlace() {
        return new BillMaker.Place(outbox.nextCounter(), outbox.index().last().map(OutboxMark.Last::digest));
    }

    private IssuedBill issued(PendingBill pending) {
        Bill bill = Bill.parse(pending.message().payload());
        return new IssuedBill(
                bill,
                profile.server().resolve("/r/" + bill.code()).toString(),
                pending.isSigned()
                        ? Optional.empty()
                        : pending.message().cause().flatMap(Cause::ofCode));
    }

    /**
     * Tries to empty the outbox.
     *
     * @param patience how long to go on without anything getting through; zero for one round
     * @param progress called with the number of bills that left it since the call before
     * @throws TerminalException REFUSED if the ledger contradicts what it showed before
     */
    public DeliveryReport deliver(Duration patience, IntConsumer progress) {
        SealCertificates seals = new SealCertificates(state, client);
        KnownLogs logs = new KnownLogs(state, client, profile);
        ReceiptCheck check = new ReceiptCheck(profile, identity.key(), suite, seals, logs);
        Courier courier = new Courier(client, new ReplyReader(check, clock), profile.fallbackSecret());
        ReceiptFiles receipts = new ReceiptFiles(state, seals, identity.certificate());
        DeliveryRound round = new DeliveryRound(outbox, courier, receipts, progress, clock);
        DeliveryReport report = new Delivery(outbox, round, new BackOff(random), clock, Terminal::pause)
                .run(patience, this::issueRecovery);
        logs.compare();
        return report;
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    private int issueRecovery() {
        List<OutboxIndex.Missing> missing = List.copyOf(outbox.index().missing().values());
        int bills = 0;
        for (int from = 0; from < missing.size(); from += ENTRIES_OF_A_RECOVERY) {
            int to = Math.min(missing.size(), from + ENTRIES_OF_A_RECOVERY);
            outbox.issue(List.of(maker.makeRecovery(missing.subList(from, to), nextPlace())));
            bills++;
        }
        return bills;
    }

    /**
     * Tells the platform that the terminal is alive and what waits, and hears what the platform knows of it.
     *
     * @return members of API.md, Terminal events, HEARTBEAT
     */
    public JsonObject heartbeat() {
        List<String> digests =
                waitingDigests().stream().limit(EventChannel.MOST_DIGESTS).toList();
        return events().heartbeat(profile, digests, waiting());
    }

    private List<String> waitingDigests() {
        return outbox.index().waiting().values().stream()
                .map(waiting -> OutboxRecord.digestText(waiting.bill()))
                .toList();
    }

    /**
     * Sends again what the platform lacks although it was delivered once.
     *
     * @param standing what {@link #heartbeat} was answered
     * @return how many bills the platform has now
     */
    public int resend(JsonObject standing) {
        SealCertificates seals = new SealCertificates(state, client);
        ReceiptCheck check =
                new ReceiptCheck(profile, identity.key(), suite, seals, new KnownLogs(state, client, profile));
        Courier courier = new Courier(client, new ReplyReader(check, clock), profile.fallbackSecret());
        return new Resending(outbox, courier, new ReceiptFiles(state, seals, identity.certificate())).run(standing);
    }

    /**
     * Signs anew what the platform has of this terminal without a signature that counts, and delivers it.
     *
     * @param standing what {@link #heartbeat} was answered
     * @return how many bills have a signature that counts now
     */
    public int resign(JsonObject standing) {
        return resigning(state, profile, outbox).run(standing);
    }

    /**
     * The same for bills of an earlier enrolment of this terminal: its device or its key was replaced, this one signs for it.
     *
     * @param earlier its state directory
     * @throws TerminalException USAGE if it is another terminal's
     */
    public int resign(JsonObject standing, Path earlier) {
        StateDirectory its = StateDirectory.existing(earlier);
        TerminalProfile before = TerminalProfile.load(its);
        boolean same = before.terminalNo().equals(profile.terminalNo())
                && before.merchantNo().equals(profile.merchantNo())
                && before.series() < profile.series();
        if (!same) {
            throw new TerminalException(
                    Trouble.USAGE,
                    "%s is no earlier enrolment of terminal %s.".formatted(earlier, profile.terminalNo()));
        }
        try (Outbox older = Outbox.open(its)) {
            return resigning(its, before, older).run(standing);
        }
    }

    private Resigning resigning(StateDirectory its, TerminalProfile enrolled, Outbox bills) {
        SealCertificates seals = new SealCertificates(state, client);
        ReceiptCheck check =
                new ReceiptCheck(enrolled, identity.key(), suite, seals, new KnownLogs(state, client, profile));
        Courier courier = new Courier(client, new ReplyReader(check, clock), Optional.empty());
        return new Resigning(
                bills, enrolled.series(), maker, courier, new ReceiptFiles(its, seals, identity.certificate()));
    }

    /**
     * Reports something that happened at the terminal (API.md, Terminal events).
     *
     * @param data what belongs to it, such as {@code traceNo} of the sale or the {@code firmware} that runs
     * @throws TerminalException if the platform was not reached, or refuses the report
     */
    public void report(TerminalReport type, Map<String, String> data) {
        events().report(profile, type.name(), data);
    }

    /**
     * Renews the certificate if it is time, with a new key; proves a renewed one to the platform; takes up what was interrupted. Sell
     * and deliver as before and after.
     *
     * @throws TerminalException NOT_CONFIRMED if the platform was not reached: call again later; REFUSED if it does not renew
     */
    public RenewalReport renew() {
        Renewal renewal =
                new Renewal(state, profile, suite, new Renewal.Reach(client, answerLimit, waitingDigests()), clock);
        try {
            return renewal.run(identity);
        } catch (UnreachableException e) {
            throw e.toTerminalException();
        } finally {
            identity = TerminalIdentity.load(state, suite);
            maker = maker();
        }
    }

    private EventChannel events() {
        return new EventChannel(client, identity.signer(), profile.audience(), clock);
    }

    @Override
    public void close() {
        outbox.close();
    }
}
