package org.tallystick.access.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.tallystick.access.service.ConsumerAccounts;
import org.tallystick.access.service.Passwords;
import org.tallystick.access.service.Profile;
import org.tallystick.access.service.ProviderSignIn;
import org.tallystick.shared.OneTimeCode;

/** The own account: password, sessions, recovery codes. */
@ApplicationScoped
class AccountAction implements PortalAction {
    @Inject
    Profile profile;

    @Inject
    Passwords passwords;

    @Inject
    ProviderSignIn provider;

    @Inject
    ConsumerAccounts consumers;

    @Override
    public PortalPage page() {
        return PortalPage.ACCOUNT;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return switch (request.action()) {
            case "password" -> password(request);
            case "end" -> {
                profile.endSessions(request.viewer(), request.text("session"), false);
                yield ActionResult.done("/account", "session-ended");
            }
            case "end-others" -> {
                profile.endSessions(request.viewer(), request.session().id(), true);
                yield ActionResult.done("/account", "sessions-ended");
            }
            case "provider-unlink" -> {
                provider.unlink(request.viewer());
                yield ActionResult.done("/account", "provider-unlinked");
            }
            case "delete" ->
                consumers.delete(request.viewer(), request.secret("password"))
                        ? ActionResult.go("/")
                        : ActionResult.again("password", "delete.password");
            case "codes" -> {
                request.show(
                        "codes",
                        profile.renewRecoveryCodes(request.viewer()).stream()
                                .map(OneTimeCode::grouped)
                                .toList());
                yield ActionResult.shown();
            }
            default -> ActionResult.again("", "action");
        };
    }

    private ActionResult password(PortalRequest request) {
        if (!request.secret("chosen").equals(request.secret("again"))) {
            return ActionResult.again("again", "password.differs");
        }
        Optional<String> fault = passwords.change(
                request.viewer(), request.session().id(), request.secret("old"), request.secret("chosen"));
        return fault.map(key -> ActionResult.again(key.equals("password.old") ? "old" : "chosen", key))
                .orElseGet(() -> ActionResult.done("/account", "password-changed"));
    }
}
