package org.tallystick.access;

/** What an account is for. The scope is what the account sees of the platform. */
public enum Role {
    /** Runs a merchant: everything of the merchant, its staff and terminals. Scope: merchant number. */
    MERCHANT_OWNER(Scope.MERCHANT),
    /** Works for a merchant: reads, searches, exports. Scope: merchant number. */
    MERCHANT_STAFF(Scope.MERCHANT),
    /** Works for an acquirer: its merchants and terminals. Scope: acquirer code. */
    INSTITUTION_OFFICER(Scope.ACQUIRER),
    /** Supervises. Scope: a region, or nothing for the whole country. */
    REGULATOR(Scope.REGION),
    /** Runs the platform: accounts, keys, configuration; no receipts. No scope. */
    OPERATOR(Scope.NONE),
    /** Collects the own receipts, by their links; makes the account alone. No scope. */
    CONSUMER(Scope.NONE);

    /** What an account's scope names. */
    public enum Scope {
        MERCHANT,
        ACQUIRER,
        REGION,
        NONE
    }

    private final Scope scope;

    Role(Scope scope) {
        this.scope = scope;
    }

    public Scope scope() {
        return scope;
    }

    public boolean isMerchant() {
        return scope == Scope.MERCHANT;
    }

    /** Whether people make accounts of this role themselves; to all others somebody invites. */
    public boolean signsUp() {
        return this == CONSUMER;
    }

    /** Whether nothing may be seen before a second factor is set up and given. */
    public boolean needsSecondFactor() {
        return this == REGULATOR || this == OPERATOR;
    }

    /** Whether an account of this role may exist with or without that scope. */
    public boolean fits(boolean scoped) {
        return switch (scope) {
            case MERCHANT, ACQUIRER -> scoped;
            case REGION -> true;
            case NONE -> !scoped;
        };
    }
}
