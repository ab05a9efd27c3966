package org.tallystick.notices;

import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;

/**
 * Who hears of something: the people of one merchant or institution, the regulators of a region, or the operator.
 *
 * @param scope merchant number, acquirer code or region; empty for the operator, and for whoever sees every region
 */
public record Audience(Kind kind, String scope) {
    /** What kind of people. */
    public enum Kind {
        MERCHANT,
        INSTITUTION,
        REGULATOR,
        OPERATOR
    }

    public static final Audience OPERATOR = new Audience(Kind.OPERATOR, "");

    /** @throws IllegalArgumentException if a merchant or an institution has no number */
    public Audience {
        if (scope.isEmpty() && (kind == Kind.MERCHANT || kind == Kind.INSTITUTION)) {
            throw new IllegalArgumentException("a " + kind + " without its number");
        }
    }

    public static Audience merchant(String merchantNo) {
        return new Audience(Kind.MERCHANT, merchantNo);
    }

    public static Audience institution(String acquirer) {
        return new Audience(Kind.INSTITUTION, acquirer);
    }

    /** What somebody belongs to; empty for consumers, who are told nothing. */
    public static Optional<Audience> of(Viewer viewer) {
        return of(viewer.role()).map(kind -> new Audience(kind, viewer.scope().orElse("")));
    }

    /** The kind a role belongs to; empty for consumers. */
    public static Optional<Kind> of(Role role) {
        return switch (role) {
            case MERCHANT_OWNER, MERCHANT_STAFF -> Optional.of(Kind.MERCHANT);
            case INSTITUTION_OFFICER -> Optional.of(Kind.INSTITUTION);
            case REGULATOR -> Optional.of(Kind.REGULATOR);
            case OPERATOR -> Optional.of(Kind.OPERATOR);
            case CONSUMER -> Optional.empty();
        };
    }
}
