package org.tallystick.access.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.service.Accounts;

/** What the operator and a merchant's owner do with accounts; the two pages differ in the roles they offer. */
@ApplicationScoped
class AccountForms {
    @Inject
    Accounts accounts;

    ActionResult perform(PortalRequest request, String here, Optional<String> ownScope) {
        String id = request.text("account");
        return switch (request.action()) {
            case "invite" -> invite(request, ownScope);
            case "link" -> {
                request.show(AccountsView.LINK, accounts.inviteAgain(request.viewer(), id));
                yield ActionResult.shown();
            }
            case "lock" -> {
                accounts.lock(request.viewer(), id, true);
                yield ActionResult.done(here, "locked");
            }
            case "unlock" -> {
                accounts.lock(request.viewer(), id, false);
                yield ActionResult.done(here, "unlocked");
            }
            case "drop-factor" -> {
                accounts.dropSecondFactor(request.viewer(), id);
                yield ActionResult.done(here, "factor-dropped");
            }
            case "role" -> {
                Optional<Role> role = role(request);
                role.ifPresent(r -> accounts.changeRole(request.viewer(), id, r));
                yield role.isPresent() ? ActionResult.done(here, "role-changed") : ActionResult.again("role", "role");
            }
            default -> ActionResult.again("", "action");
        };
    }

    private ActionResult invite(PortalRequest request, Optional<String> ownScope) {
        Optional<Role> role = role(request);
        if (role.isEmpty()) {
            return ActionResult.again("role", "role");
        }
        Optional<String> scope =
                ownScope.or(() -> Optional.of(request.text("scope")).filter(s -> !s.isEmpty()));
        String link = accounts.invite(
                request.viewer(), new Accounts.Invitee(request.text("login"), request.text("name"), role.get(), scope));
        request.show(AccountsView.LINK, link);
        return ActionResult.shown();
    }

    private static Optional<Role> role(PortalRequest request) {
        return Arrays.stream(Role.values())
                .filter(r -> !r.signsUp() && r.name().equals(request.text("role")))
                .findFirst();
    }
}
