package org.tallystick.notices.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.notices.Digest;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.NoticePreference;
import org.tallystick.notices.QuietHours;
import org.tallystick.notices.Rhythm;
import org.tallystick.notices.service.NoticeAddresses;
import org.tallystick.notices.service.NoticeSettings;
import org.tallystick.shared.web.Language;

/** Somebody chooses what letters are written about, and when. */
@ApplicationScoped
class NoticeSettingsAction implements PortalAction {
    private static final String HERE = "/notices/settings";

    @Inject
    NoticeSettings settings;

    @Inject
    NoticeAddresses addresses;

    @Override
    public PortalPage page() {
        return PortalPage.NOTICE_SETTINGS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        switch (request.action()) {
            case "address" -> {
                addresses.ask(request.viewer(), request.text("address"));
                return ActionResult.done(HERE, "notice-code-sent");
            }
            case "confirm" -> {
                return addresses.confirm(request.viewer(), request.text("code"))
                        ? ActionResult.done(HERE, "notice-address-kept")
                        : ActionResult.again("code", "notice-code");
            }
            case "forget" -> {
                addresses.forget(request.viewer());
                return ActionResult.done(HERE, "notices-kept");
            }
            default -> {
                return choose(request);
            }
        }
    }

    private ActionResult choose(PortalRequest request) {
        Map<String, String> faults = new HashMap<>();
        Optional<LocalTime> from = time(request, "from", faults);
        Optional<LocalTime> to = time(request, "to", faults);
        if (from.isPresent() != to.isPresent() || from.isPresent() && from.equals(to)) {
            faults.putIfAbsent("to", "quiet");
        }
        Optional<Digest> digest = Digest.of(request.text("digest"));
        if (digest.isEmpty()) {
            faults.put("digest", "member");
        }
        if (!faults.isEmpty()) {
            return ActionResult.again(faults);
        }
        Rhythm rhythm = new Rhythm(
                digest.orElseThrow(),
                from.map(begin -> new QuietHours(begin, to.orElseThrow())),
                !request.text("alarms").isEmpty());
        settings.save(
                request.viewer(),
                new NoticePreference(
                        Language.named(request.text("language")).locale(),
                        NoticeKind.parse(String.join(",", request.texts("kinds"))),
                        rhythm));
        return ActionResult.done(HERE, "notices-kept");
    }

    private static Optional<LocalTime> time(PortalRequest request, String name, Map<String, String> faults) {
        String text = request.text(name);
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalTime.parse(text).withSecond(0).withNano(0));
        } catch (DateTimeException e) {
            faults.put(name, "time");
            return Optional.empty();
        }
    }
}
