package org.tallystick.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody who may sign in. Passwords are kept as Argon2id hashes, TOTP secrets encrypted; neither leaves the access capability. */
@Entity
@Table(name = "account")
public class Account {
    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "login")
    private String login;

    @Column(name = "display_name")
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private Role role;

    @Column(name = "scope")
    private @Nullable String scope;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "totp_secret")
    private byte @Nullable [] totpSecret;

    @Column(name = "totp_confirmed")
    private boolean totpConfirmed;

    @Column(name = "totp_last_step")
    private long totpLastStep;

    @Column(name = "failures")
    private int failures;

    @Column(name = "wait_until")
    private Instant waitUntil;

    @Column(name = "locked")
    private boolean locked;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_sign_in")
    private @Nullable Instant lastSignIn;

    protected Account() {}

    /** A new account without a password: it can do nothing until its invitation is accepted. */
    public Account(String id, String login, String name, Role role, Optional<String> scope, Instant now) {
        if (!role.fits(scope.isPresent())) {
            throw new IllegalArgumentException("a " + role + " account with the wrong kind of scope");
        }
        this.id = id;
        this.login = login;
        this.name = name;
        this.role = role;
        this.scope = scope.orElse(null);
        this.waitUntil = now;
        this.createdAt = now;
    }

    public String id() {
        return id;
    }

    public String login() {
        return login;
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    public Optional<String> scope() {
        return Optional.ofNullable(scope);
    }

    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    /** Whether the invitation is still open. */
    public boolean isInvited() {
        return passwordHash == null;
    }

    public boolean isLocked() {
        return locked;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> lastSignIn() {
        return Optional.ofNullable(lastSignIn);
    }

    /** Until when no password is looked at. */
    public Instant waitUntil() {
        return waitUntil;
    }

    public int failures() {
        return failures;
    }

    public boolean hasSecondFactor() {
        return totpConfirmed;
    }

    /** The encrypted secret, confirmed or just offered. */
    public Optional<byte[]> totpSecret() {
        return Optional.ofNullable(totpSecret);
    }

    public long totpLastStep() {
        return totpLastStep;
    }

    public void choosePassword(String hash) {
        passwordHash = hash;
        failures = 0;
    }

    public void failed(Instant now) {
        failures++;
        waitUntil = now.plus(SignInDelay.after(failures));
    }

    public void signedIn(Instant now) {
        failures = 0;
        lastSignIn = now;
    }

    /** Offers a new secret; the old factor is gone. */
    public void offerSecondFactor(byte[] encryptedSecret) {
        totpSecret = encryptedSecret;
        totpConfirmed = false;
        totpLastStep = 0;
    }

    public void usedStep(long step) {
        totpConfirmed = true;
        totpLastStep = step;
        failures = 0;
    }

    /** After a lost device: the next sign-in sets up a new factor. */
    public void dropSecondFactor() {
        totpSecret = null;
        totpConfirmed = false;
    }

    public void lock() {
        locked = true;
    }

    public void unlock(Instant now) {
        locked = false;
        failures = 0;
        waitUntil = now;
    }

    public void rename(String other) {
        name = other;
    }

    /** Another role inside the same scope. */
    public void become(Role other) {
        if (!other.fits(scope != null)) {
            throw new IllegalArgumentException("a " + other + " account with the wrong kind of scope");
        }
        role = other;
    }
}
