package org.tallystick.onboarding.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.onboarding.AccountNumber;
import org.tallystick.onboarding.ApplicantKind;
import org.tallystick.onboarding.Business;
import org.tallystick.onboarding.MerchantApplication;
import org.tallystick.onboarding.MerchantApplication.Beginning;
import org.tallystick.onboarding.MerchantApplication.KeptAccount;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.ShopTime;

/** What applicants type about their business: kept at once, so that nothing has to be typed twice, and theirs to change until it is sent. */
@ApplicationScoped
@PermitAll
public class Drafts {
    /** Characters of a private link's code: 120 random bits. */
    private static final int CODE_LENGTH = 24;

    private static final int DRAWN = 6;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ApplicationRepository repository;
    private final DocumentRepository documents;
    private final Policies policies;
    private final Secrets secrets;
    private final StepLog log;

    /**
     * What an applicant typed.
     *
     * @param account with no digits: the number that is there stays
     */
    public record Typed(Business business, AccountNumber account) {}

    @Inject
    Drafts(
            ApplicationRepository repository,
            DocumentRepository documents,
            Policies policies,
            Secrets secrets,
            StepLog log) {
        this.repository = repository;
        this.documents = documents;
        this.policies = policies;
        this.secrets = secrets;
        this.log = log;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Drafts() {
        this(null, null, null, null, null);
    }

    /** A code for a form that is about to be filled in: sending the form twice makes one application. */
    public static OneTimeCode newCode() {
        return OneTimeCode.create(RANDOM, CODE_LENGTH);
    }

    /**
     * Keeps a new application, unless the code has one already.
     *
     * @return what is wrong, by field; empty when it is kept
     * @throws Problem not-found if the institution does not take such applicants; member-invalid for a code that is none
     */
    @Transactional
    public Map<String, String> begin(OneTimeCode code, String acquirer, ApplicantKind kind, Typed typed) {
        if (!code.text().matches("[0-9A-HJKMNP-TV-Z]{" + CODE_LENGTH + "}")) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "code", "must be a code of ours");
        }
        if (policies.institution(acquirer).stream()
                .flatMap(institution -> institution.policies().stream())
                .noneMatch(policy -> policy.kind() == kind)) {
            throw new Problem(ProblemType.NOT_FOUND, "The institution does not take such applications.");
        }
        Map<String, String> faults = faults(typed, kind, true);
        if (faults.isEmpty() && repository.byCode(code.hash()).isEmpty()) {
            documents.forgetDrafts(MerchantApplication.draftsEndedBefore(log.now()));
            Beginning beginning = new Beginning(newNumber(), code.hash(), acquirer, kind, log.now());
            repository.persist(
                    new MerchantApplication(beginning, typed.business(), kept(beginning.number(), typed.account())));
        }
        return faults;
    }

    /**
     * Changes what was typed.
     *
     * @return what is wrong, by field; empty when it is kept
     * @throws Problem not-found; forbidden while the institution has it
     */
    @Transactional
    public Map<String, String> change(String code, Typed typed, Origin origin) {
        MerchantApplication application = open(repository, code, log.now());
        Map<String, String> faults = faults(typed, application.kind(), false);
        if (faults.isEmpty()) {
            application.describe(typed.business(), log.now());
            if (!typed.account().digits().isEmpty()) {
                application.settle(kept(application.number(), typed.account()));
            }
            log.note(origin.audit("application.change", application.number()));
        }
        return faults;
    }

    /** The applicant's application, locked, if it may be changed now. */
    static MerchantApplication open(ApplicationRepository repository, String code, long now) {
        MerchantApplication application = repository
                .lockByCode(OneTimeCode.typed(code).hash())
                .filter(a -> a.linkEnds() > now)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such application."));
        if (!application.state().isOpenToApplicant()) {
            throw new Problem(ProblemType.FORBIDDEN, "The institution has this application now.");
        }
        return application;
    }

    private static Map<String, String> faults(Typed typed, ApplicantKind kind, boolean needsAccount) {
        Map<String, String> faults = new LinkedHashMap<>(typed.business().faults(kind));
        boolean given = !typed.account().digits().isEmpty();
        if ((given || needsAccount) && !typed.account().isPossible()) {
            faults.put("account", "apply.account");
        }
        return faults;
    }

    private KeptAccount kept(String number, AccountNumber account) {
        return new KeptAccount(
                account.masked(), secrets.seal(account.digits().getBytes(StandardCharsets.US_ASCII), number));
    }

    private String newNumber() {
        String day = DAY.format(Instant.ofEpochMilli(log.now()).atZone(ShopTime.ZONE));
        return "A" + day + "-" + OneTimeCode.create(RANDOM, DRAWN).text();
    }
}
