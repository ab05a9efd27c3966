package org.tallystick.notices.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.FormView;
import org.tallystick.access.web.ViewerView;
import org.tallystick.notices.Delivery;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.NoticeText;
import org.tallystick.notices.Webhook;
import org.tallystick.notices.service.Webhooks;
import org.tallystick.notices.web.NoticeSettingsView.Option;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** An organisation's receivers, or one of them with the log of its messages. */
@Named("webhooks")
@RequestScoped
public class WebhooksView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private FormView form;

    @Inject
    private Webhooks service;

    private @Nullable Webhook one;

    /** A receiver as a row. */
    public record Row(String link, String url, String kinds, Moment created, boolean closed) {}

    /**
     * A message.
     *
     * @param next when it is tried again, or null
     */
    public record Line(
            String id,
            String type,
            String body,
            String state,
            String tone,
            String icon,
            Moment made,
            @Nullable Moment next,
            List<Try> tries) {}

    /** An attempt in words. */
    public record Try(Moment at, String result) {}

    public String getPath() {
        return "/" + viewer.getArea() + "/webhooks";
    }

    public List<Row> getRows() {
        return service.list(viewer.viewer()).stream()
                .map(webhook -> new Row(
                        getPath() + "/" + webhook.id(),
                        webhook.url(),
                        names(webhook.kinds()),
                        Moment.of(webhook.created()),
                        webhook.closed().isPresent()))
                .toList();
    }

    /** What a new one can be told; all are ticked to begin with. */
    public List<Option> getKinds() {
        NoticeText words = NoticeText.of(locale());
        String[] typed = request.getParameterValues("kinds");
        List<String> chosen = typed == null ? List.of() : Arrays.asList(typed);
        return NoticeKind.ofWebhooks().stream()
                .map(kind ->
                        new Option(kind.name(), words.name(kind), !form.isFaulty() || chosen.contains(kind.name())))
                .toList();
    }

    public String getUrl() {
        return one().url();
    }

    public String getKindNames() {
        return names(one().kinds());
    }

    public Moment getCreated() {
        return Moment.of(one().created());
    }

    /** When it asked not to be called any more, or null. */
    public @Nullable Moment getClosed() {
        return one().closed().map(Moment::of).orElse(null);
    }

    /** Until when the secret before is valid as well, or null. */
    public @Nullable Moment getOldUntil() {
        return one().oldSecretUntil().map(Moment::of).orElse(null);
    }

    public List<Line> getLog() {
        return service.log(viewer.viewer(), one().id()).stream().map(this::line).toList();
    }

    private Line line(Delivery delivery) {
        return new Line(
                delivery.id(),
                delivery.type(),
                delivery.body(),
                texts().get("delivery." + delivery.state()),
                tone(delivery.state()),
                icon(delivery.state()),
                Moment.of(delivery.made()),
                delivery.attempts().isEmpty()
                        ? null
                        : delivery.next().map(Moment::of).orElse(null),
                delivery.attempts().stream()
                        .map(attempt -> new Try(Moment.of(attempt.at()), result(attempt)))
                        .toList());
    }

    private String result(Delivery.Attempt attempt) {
        String took = String.format(Locale.ROOT, "%,d", attempt.millis());
        return attempt.failure().isEmpty()
                ? texts().get("attempt.status", Integer.toString(attempt.status()), took)
                : texts().get("attempt." + attempt.failure(), took);
    }

    private static String tone(Delivery.State state) {
        return switch (state) {
            case WAITING -> "wait";
            case DELIVERED -> "ok";
            case GIVEN_UP -> "bad";
        };
    }

    private static String icon(Delivery.State state) {
        return switch (state) {
            case WAITING -> "clock";
            case DELIVERED -> "check";
            case GIVEN_UP -> "ban";
        };
    }

    private String names(Set<NoticeKind> kinds) {
        NoticeText words = NoticeText.of(locale());
        return kinds.stream().sorted().map(words::name).collect(Collectors.joining(texts().get("join")));
    }

    private Webhook one() {
        if (one == null) {
            one = service.find(viewer.viewer(), viewer.path("webhook"));
        }
        return one;
    }

    private Texts texts() {
        return Texts.of("Notices", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
