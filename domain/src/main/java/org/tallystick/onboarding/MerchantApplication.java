package org.tallystick.onboarding;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's application to one institution. Its number is public; its code, of which only the hash is kept, opens the applicant's page.
 * Times are UTC milliseconds. The version changes with everything: whoever acts says which version was looked at.
 */
@Entity
@Table(name = "merchant_application")
public class MerchantApplication {
    private static final Duration DRAFT_LIFE = Duration.ofDays(14);
    private static final Duration LINK_LIFE = Duration.ofDays(180);

    @Id
    @Column(name = "number")
    private String number;

    @Column(name = "code_hash")
    private String codeHash;

    @Column(name = "acquirer_code")
    private String acquirer;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private ApplicantKind kind;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private ApplicationState state;

    @Column(name = "version")
    private int version;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "changed_at")
    private long changedAt;

    @Column(name = "business_name")
    private String name;

    @Column(name = "licence")
    private String licence;

    @Column(name = "contact")
    private String contact;

    @Column(name = "login")
    private String login;

    @Column(name = "region")
    private String region;

    @Column(name = "city")
    private String city;

    @Column(name = "address")
    private String address;

    @Column(name = "mcc")
    private String mcc;

    @Column(name = "terminals")
    private int terminals;

    @Column(name = "account_name")
    private String accountName;

    @Column(name = "account_masked")
    private String accountMasked;

    @Column(name = "account_sealed")
    private byte[] accountSealed;

    @Column(name = "merchant_no")
    private @Nullable String merchantNo;

    @Column(name = "owner_id")
    private @Nullable String ownerId;

    /** What an application is from its first moment. */
    public record Beginning(String number, String codeHash, String acquirer, ApplicantKind kind, long now) {}

    /** A settlement account as it is kept: the last digits, and the whole number encrypted. */
    public record KeptAccount(String masked, byte[] sealed) {}

    protected MerchantApplication() {}

    public MerchantApplication(Beginning beginning, Business business, KeptAccount account) {
        this.number = beginning.number();
        this.codeHash = beginning.codeHash();
        this.acquirer = beginning.acquirer();
        this.kind = beginning.kind();
        this.createdAt = beginning.now();
        this.state = ApplicationState.DRAFT;
        keep(account);
        write(business, beginning.now());
    }

    public String number() {
        return number;
    }

    /** Code of the institution applied to. */
    public String acquirer() {
        return acquirer;
    }

    public ApplicantKind kind() {
        return kind;
    }

    public ApplicationState state() {
        return state;
    }

    public int version() {
        return version;
    }

    public long createdAt() {
        return createdAt;
    }

    public long changedAt() {
        return changedAt;
    }

    public Business business() {
        return new Business(name, licence, contact, login, region, city, address, mcc, terminals, accountName);
    }

    /** The last digits of the account. */
    public String accountMasked() {
        return accountMasked;
    }

    public byte[] accountSealed() {
        return accountSealed;
    }

    /** The merchant made of it; empty until it is approved. */
    public Optional<String> merchantNo() {
        return Optional.ofNullable(merchantNo);
    }

    /** Account of the invited owner. */
    public Optional<String> ownerId() {
        return Optional.ofNullable(ownerId);
    }

    /** Until when the private link works: a draft two weeks, anything else half a year after its last change. */
    public long linkEnds() {
        return state == ApplicationState.DRAFT ? createdAt + DRAFT_LIFE.toMillis() : changedAt + LINK_LIFE.toMillis();
    }

    /** Drafts begun before this are nobody's any more. */
    public static long draftsEndedBefore(long now) {
        return now - DRAFT_LIFE.toMillis();
    }

    public void describe(Business business, long now) {
        write(business, now);
    }

    private void write(Business business, long now) {
        name = business.name();
        licence = business.licence();
        contact = business.contact();
        login = business.login();
        region = business.region();
        city = business.city();
        address = business.address();
        mcc = business.mcc();
        terminals = business.terminals();
        accountName = business.accountName();
        changedAt = now;
        version++;
    }

    public void settle(KeptAccount account) {
        keep(account);
    }

    private void keep(KeptAccount account) {
        accountMasked = account.masked();
        accountSealed = account.sealed();
    }

    /** Something changed that is not a step, such as a document. */
    public void touch(long now) {
        changedAt = now;
        version++;
    }

    /** @throws IllegalStateException if the step cannot be taken; ask {@link ApplicationState#may} before */
    public void take(ApplicationStep step, long now) {
        state = state.after(step).orElseThrow(() -> new IllegalStateException(step + " from " + state));
        touch(now);
    }

    public void becomes(String merchant, String owner) {
        merchantNo = merchant;
        ownerId = owner;
    }
}
