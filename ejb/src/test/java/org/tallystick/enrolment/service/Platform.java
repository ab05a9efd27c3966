package org.tallystick.enrolment.service;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.service.MovableClock;

/** The enrolment side of a platform in one JVM: a data directory, a database, and the beans with their transactions. */
final class Platform {
    static final String ACQUIRER = "48523310";
    static final String MERCHANT = "852331054110001";
    static final String TERMINAL = "33100001";
    static final String REGISTER =
            """
            {"acquirers": [{"code": "48523310", "nameZh": "杭州收单", "nameEn": "Hangzhou Acquiring"}],
             "merchants": [{"merchantNo": "852331054110001", "acquirer": "48523310", "nameZh": "西湖超市",
                            "nameEn": "West Lake Market", "city": "Hangzhou", "region": "Zhejiang", "mcc": "5411",
                            "stores": [{"name": "Main", "address": "1 Lake Road", "city": "Hangzhou"},
                                       {"name": "East", "address": "2 East Street", "city": "Hangzhou"}],
                            "terminals": [{"terminalNo": "33100001", "serial": "SN-1", "store": "Main"},
                                          {"terminalNo": "33100002", "serial": "SN-2", "store": "East"}]}]}
            """;

    static final Duration OLD_KEY_TOLERANCE = Duration.ofMinutes(2);

    final MovableClock clock = new MovableClock("2027-03-01T08:00:00Z");
    final TestDatabase database = new TestDatabase();
    final RecordingLedger ledger = new RecordingLedger();
    final KeyVault vault;
    final RevocationRepository revocations = revocations();
    final CertificateRepository certificates = certificates();
    final EnrolmentRepository enrolments = enrolments();
    final CeremonyRepository ceremonyRows = ceremonyRows();
    final Ceremonies ceremonies = new Ceremonies(ceremonyRows, enrolments, ledger, clock);
    final SealKeyRepository sealRows = sealRows();
    final CertificateAuthority authority;
    final SealKeys sealKeys;
    final SealRotation seals;
    final CertificateRecords records = new CertificateRecords(certificates, ledger, clock);
    final CertificateDirectory directory = new CertificateDirectory(certificates, clock);
    final CertificateStore store = new CertificateStore(certificates);
    final CertificateLifecycle lifecycle = new CertificateLifecycle(certificates, records, directory, clock);
    final RegisterUpdate registerUpdate = registerUpdate();
    final EnrolmentCodes codes;
    final EnrolmentService service;
    final RenewalService renewals;
    final RevocationLists lists;
    final OcspResponder ocsp;
    final PlatformRevocations platformRevocations;
    final InstitutionAlgorithms algorithms;
    final List<AuditEvent> audited = new ArrayList<>();
    final FallbackSecrets secrets;
    final TerminalEvents events;

    Platform(Path directory) {
        this(directory, Optional.empty());
    }

    Platform(Path directory, Optional<KeyDevice> device) {
        vault = new KeyVault(directory.resolve("keys"), new SecureRandom(), device);
        authority = new CertificateAuthority(
                vault, certificates, ceremonies, new AuthorityKeys.Installation("pos.example", false), clock);
        sealKeys = new SealKeys(vault, sealRows, certificates, ceremonies, clock);
        seals = new SealRotation(authority, book(), sealKeys, basis(), vault, audit());
        codes = new EnrolmentCodes(
                enrolments, clock, Duration.ofMinutes(30), new CodeFile(directory.resolve("enrolment-codes.json")));
        service = new EnrolmentService(redemption(), certificates, records, this.directory, store, audit());
        renewals = new RenewalService(renewal(), certificates, records, this.directory, store, audit());
        lists = revocationLists();
        OcspIssuers issuers = new OcspIssuers(store, clock);
        ocsp = new OcspResponder(issuers, new OcspAnswers(revocations, authority, issuers, clock), revocations, clock);
        platformRevocations = platformRevocations();
        ServerCertificate roots = new ServerCertificate(
                authority, new ServerCertificate.Site(directory, "pos.example", "changeit"), clock);
        algorithms = new InstitutionAlgorithms(enrolments, authority, seals, roots, basis(), audit(), clock);
        secrets = new FallbackSecrets(vault, certificates);
        events = events();
    }

    /** With open keys and the register applied. */
    static Platform started(Path directory) {
        Platform platform = new Platform(directory);
        platform.open();
        platform.register(REGISTER);
        return platform;
    }

    /** As the application does when it starts. */
    void open() {
        authority.open();
        seals.renew();
    }

    RootKey rootKey() {
        return new RootKey(authority, enrolments, lists, seals, basis(), ceremonies, audit());
    }

    /** The key that seals. */
    SealKey seal() {
        return seal(KeyAlgorithm.ES256);
    }

    /** The key that seals with this algorithm. */
    SealKey seal(KeyAlgorithm algorithm) {
        return sealKeys.sign(algorithm.jose(), key -> key);
    }

    BasisRecords basis() {
        return new BasisRecords(enrolments, authority, sealKeys, records, ceremonies);
    }

    private SealKeyBook book() {
        return new SealKeyBook(sealRows, certificates, authority, vault, ceremonies, clock) {
            @Override
            void takeUp(KeyFamily family) {
                tx(() -> super.takeUp(family));
            }

            @Override
            Optional<String> makeIfDue(KeyFamily family) {
                return tx(() -> super.makeIfDue(family));
            }

            @Override
            String make(KeyFamily family, boolean inDevice, String actor) {
                return tx(() -> super.make(family, inDevice, actor));
            }

            @Override
            void rank(String thumbprint, org.tallystick.enrolment.SealKeyState.Rank rank, String actor) {
                tx(() -> super.rank(thumbprint, rank, actor));
            }
        };
    }

    private SealKeyRepository sealRows() {
        SealKeyRepository repository = new SealKeyRepository() {
            @Override
            void used(java.util.Map<String, java.time.Instant> times) {
                tx(() -> super.used(times));
            }
        };
        repository.em = database.entityManager();
        return repository;
    }

    private CeremonyRepository ceremonyRows() {
        CeremonyRepository repository = new CeremonyRepository() {
            @Override
            void persist(org.tallystick.enrolment.Ceremony ceremony) {
                tx(() -> super.persist(ceremony));
            }

            @Override
            void logged(String id, String acquirer, int log, long index) {
                tx(() -> super.logged(id, acquirer, log, index));
            }
        };
        repository.em = database.entityManager();
        return repository;
    }

    void register(String json) {
        registerUpdate.apply(RegisterFile.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    TerminalCertificate certificateOf(String thumbprint) {
        return certificates.terminalCertificate(thumbprint).orElseThrow();
    }

    private <T> T tx(Supplier<T> work) {
        return database.inTransaction(work);
    }

    private void tx(Runnable work) {
        database.inTransaction(work);
    }

    private RevocationRepository revocations() {
        RevocationRepository repository = new RevocationRepository() {
            @Override
            void openList(String issuer) {
                tx(() -> super.openList(issuer));
            }
        };
        repository.em = database.entityManager();
        return repository;
    }

    private CertificateRepository certificates() {
        CertificateRepository repository = new CertificateRepository(clock, revocations) {
            @Override
            void store(
                    org.tallystick.enrolment.StoredCertificate.Role role,
                    java.security.cert.X509Certificate certificate) {
                tx(() -> super.store(role, certificate));
            }

            @Override
            void persist(org.tallystick.enrolment.CertificateRecord certificateRecord) {
                tx(() -> super.persist(certificateRecord));
            }

            @Override
            void change(String thumbprint, Consumer<TerminalCertificate> change) {
                tx(() -> super.change(thumbprint, change));
            }

            @Override
            void logged(String recordId, int logId, long index) {
                tx(() -> super.logged(recordId, logId, index));
            }
        };
        repository.em = database.entityManager();
        return repository;
    }

    private EnrolmentRepository enrolments() {
        EnrolmentRepository repository = new EnrolmentRepository() {
            @Override
            void openCode(String terminalNo, OneTimeCode code, java.time.Instant now, java.time.Instant expires) {
                tx(() -> super.openCode(terminalNo, code, now, expires));
            }

            @Override
            void choose(String acquirer, org.tallystick.enrolment.AlgorithmChoice choice) {
                tx(() -> super.choose(acquirer, choice));
            }
        };
        repository.em = database.entityManager();
        return repository;
    }

    private CodeRedemption redemption() {
        return new CodeRedemption(enrolments, certificates, authority, records, clock) {
            @Override
            public Redemption redeem(String terminalNo, OneTimeCode presented, byte[] request) {
                return tx(() -> super.redeem(terminalNo, presented, request));
            }

            @Override
            public List<String> deliver(String terminalNo, String thumbprint) {
                return tx(() -> super.deliver(terminalNo, thumbprint));
            }
        };
    }

    private CertificateRenewal renewal() {
        return new CertificateRenewal(enrolments, certificates, authority, records, clock, OLD_KEY_TOLERANCE) {
            @Override
            Issue issue(String thumbprint, byte[] request) {
                return tx(() -> super.issue(thumbprint, request));
            }

            @Override
            void deliver(String terminalNo, String thumbprint) {
                tx(() -> super.deliver(terminalNo, thumbprint));
            }

            @Override
            List<String> use(String thumbprint) {
                return tx(() -> super.use(thumbprint));
            }
        };
    }

    /** Keeps what is fired. */
    @SuppressWarnings("unchecked")
    Event<AuditEvent> audit() {
        return (Event<AuditEvent>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    audited.add((AuditEvent) arguments[0]);
                    return null;
                });
    }

    private PlatformRevocations platformRevocations() {
        PlatformRevocationStore ended =
                new PlatformRevocationStore(revocations, certificates, enrolments, records, clock) {
                    @Override
                    void revoke(String thumbprint, Revocation revocation) {
                        tx(() -> super.revoke(thumbprint, revocation));
                    }
                };
        return new PlatformRevocations(certificates, ended, seals, ceremonies, basis(), this.directory, audit(), clock);
    }

    /** As each node has them. */
    RevocationLists revocationLists() {
        RevocationListMaker maker = new RevocationListMaker(revocations, authority, Duration.ofDays(1), clock) {
            @Override
            RevocationLists.Published current(String issuer) {
                return tx(() -> super.current(issuer));
            }
        };
        return new RevocationLists(revocations, maker, clock);
    }

    private RegisterUpdate registerUpdate() {
        ProgramRepository programs = new ProgramRepository();
        programs.em = database.entityManager();
        return new RegisterUpdate(enrolments, programs) {
            @Override
            public void apply(RegisterFile register) {
                tx(() -> super.apply(register));
            }
        };
    }

    private TerminalEvents events() {
        EventRepository repository = new EventRepository();
        repository.em = database.entityManager();
        ProgramRepository programs = new ProgramRepository();
        programs.em = database.entityManager();
        HealthRepository health = new HealthRepository();
        health.em = database.entityManager();
        return new TerminalEvents(repository, programs, health, secrets, clock) {
            @Override
            public java.util.Map<String, Object> accept(SignedEvent event) {
                return tx(() -> super.accept(event));
            }
        };
    }
}
