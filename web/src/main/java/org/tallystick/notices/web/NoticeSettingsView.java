package org.tallystick.notices.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.FormView;
import org.tallystick.access.web.ViewerView;
import org.tallystick.notices.Digest;
import org.tallystick.notices.NoticePreference;
import org.tallystick.notices.NoticeText;
import org.tallystick.notices.QuietHours;
import org.tallystick.notices.service.NoticeAddresses;
import org.tallystick.notices.service.NoticeSettings;
import org.tallystick.shared.web.Language;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** What the viewer wants letters about, and when: as it is kept, or as it was just typed. */
@Named("noticeSettings")
@RequestScoped
public class NoticeSettingsView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private FormView form;

    @Inject
    private NoticeSettings settings;

    @Inject
    private NoticeAddresses addresses;

    private @Nullable NoticePreference kept;

    /** Something to tick or choose. */
    public record Option(String value, String name, boolean chosen) {}

    /** Whether this platform writes letters. */
    public boolean isWriting() {
        return settings.writesLetters();
    }

    /** The address letters go to; empty if there is none. */
    public String getAddress() {
        return addresses.address(viewer.viewer()).orElse("");
    }

    /** An address that waits for its code; empty if none does. */
    public String getWaiting() {
        return addresses.waiting(viewer.viewer()).orElse("");
    }

    /** Whether letters go to another address than the login. */
    public boolean isOther() {
        return !getAddress().isEmpty() && !getAddress().equals(viewer.getLogin());
    }

    public long getGivenUp() {
        return settings.givenUp(viewer.viewer());
    }

    public List<Option> getKinds() {
        NoticeText words = NoticeText.of(locale());
        Set<String> chosen = form.isFaulty()
                ? Set.of(typed("kinds"))
                : kept().kinds().stream().map(Enum::name).collect(Collectors.toSet());
        return settings.kinds(viewer.viewer()).stream()
                .map(kind -> new Option(kind.name(), words.name(kind), chosen.contains(kind.name())))
                .toList();
    }

    public List<Option> getDigests() {
        String chosen = form.value("digest", kept().rhythm().digest().name());
        return Arrays.stream(Digest.values())
                .map(digest -> new Option(
                        digest.name(),
                        texts().get("digest." + digest),
                        digest.name().equals(chosen)))
                .toList();
    }

    public List<Option> getLanguages() {
        String chosen = form.value("language", kept().language().toLanguageTag());
        return Arrays.stream(Language.values())
                .map(language -> new Option(
                        language.tag(),
                        texts().get("language." + language.tag()),
                        language.tag().equals(chosen)))
                .toList();
    }

    /** Beginning of the quiet hours as a field holds it; empty if there are none. */
    public String getFrom() {
        return time(QuietHours::from);
    }

    public String getTo() {
        return time(QuietHours::to);
    }

    public boolean isAlarms() {
        return form.isFaulty()
                ? !form.value("alarms").isEmpty()
                : kept().rhythm().alarmsAlways();
    }

    private String time(Function<QuietHours, LocalTime> end) {
        return kept().rhythm().quiet().map(end).map(LocalTime::toString).orElse("");
    }

    private String[] typed(String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? new String[0] : Arrays.stream(values).distinct().toArray(String[]::new);
    }

    private NoticePreference kept() {
        if (kept == null) {
            kept = settings.of(viewer.viewer());
        }
        return kept;
    }

    private Texts texts() {
        return Texts.of("Notices", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
