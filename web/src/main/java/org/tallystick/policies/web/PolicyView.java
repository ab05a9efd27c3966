package org.tallystick.policies.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.policies.PolicyField;
import org.tallystick.policies.PolicyField.Type;
import org.tallystick.policies.PolicyKind;
import org.tallystick.policies.PolicyVersion;
import org.tallystick.policies.service.PolicyDesk;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.web.Preferences;

/** One kind of rule: every version, and the form for the next one. */
@Named("policy")
@RequestScoped
public class PolicyView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private PolicyDesk desk;

    @Inject
    private ViewerView viewer;

    @Inject
    private Clock clock;

    private @Nullable List<PolicyLine> lines;

    /** A field of the form. @param type {@code number}, {@code text}, {@code select}, {@code check} or {@code set} */
    public record Field(String name, String label, String hint, String type, String value, List<Option> options) {}

    /** A choice. */
    public record Option(String value, String name, boolean chosen) {}

    public String getName() {
        return words().get("kind." + kind());
    }

    public String getWhy() {
        return words().get("kind." + kind() + ".why");
    }

    /** Address of all kinds. */
    public String getUp() {
        return "/" + viewer.getArea() + "/policies";
    }

    public String getPath() {
        return getUp() + "/" + kind().word();
    }

    public List<PolicyLine> getLines() {
        if (lines == null) {
            lines = desk.list(viewer.viewer(), kind()).stream()
                    .map(standing -> PolicyLine.of(standing, change(standing), words()))
                    .toList();
        }
        return lines;
    }

    private String change(PolicyDesk.Standing standing) {
        PolicyVersion version = standing.version();
        boolean offered = standing.state() != PolicyDesk.State.REPLACED
                && desk.mayChange(viewer.viewer(), kind(), version.owner());
        return offered ? getPath() + "?rule=" + encoded(version.rule()) + "#form" : "";
    }

    /** Whether a rule may be added. */
    public boolean isAdding() {
        return before().isEmpty() && kind().isOwned();
    }

    /** Whether there is a form: for a rule that was chosen, or a new one. */
    public boolean isForm() {
        return isAdding()
                || before().filter(b -> desk.mayChange(viewer.viewer(), kind(), b.owner()))
                        .isPresent();
    }

    /** Whether the operator says whose a new rule is. */
    public boolean isOwnerAsked() {
        return isAdding() && viewer.viewer().scope().isEmpty();
    }

    public String getRule() {
        return before().map(PolicyVersion::rule).orElse("");
    }

    /** What the form goes on from. */
    public String getVersion() {
        return String.valueOf(before().map(PolicyVersion::version).orElse(0));
    }

    /** What the form is about, in words. */
    public String getHeading() {
        return before().map(b -> words().get("form.change", words().owner(b.owner()), words().about(b)))
                .orElseGet(() -> words().get("form.add"));
    }

    /** The first day that a version may hold from. */
    public String getEarliest() {
        return ShopTime.today(clock).plusDays(1).toString();
    }

    public List<Field> getFields() {
        Stream<PolicyField> asked = before().isPresent() ? kind().says().stream() : kind().fields().stream();
        return asked.filter(field -> field.type() != Type.FIXED)
                .map(this::field)
                .toList();
    }

    private Field field(PolicyField field) {
        String hint = "f." + field.name() + ".hint";
        return new Field(
                field.name(),
                words().get("f." + field.name()),
                words().texts().has(hint) ? words().get(hint) : "",
                switch (field.type()) {
                    case WHOLE -> "number";
                    case CHOICE -> "select";
                    case SET -> "set";
                    case FLAG -> "check";
                    case MONEY, LIMIT, CURRENCY, NAME, FIXED -> "text";
                },
                initial(field),
                options(field));
    }

    /** What was typed, else what the version before says. */
    private String initial(PolicyField field) {
        String told = before().map(b -> b.told().getOrDefault(field.name(), "")).orElse("");
        boolean amount = field.type() == Type.MONEY || field.type() == Type.LIMIT;
        String begin = amount && !told.isEmpty() ? PolicyWords.decimal(before().orElseThrow(), told) : told;
        if (field.type() == Type.FLAG) {
            return isSent() ? String.valueOf(request.getParameter(field.name()) != null) : begin;
        }
        String typed = request.getParameter(field.name());
        return typed == null
                ? field.type() == Type.CURRENCY && begin.isEmpty() ? PolicyVersion.EVERYBODY : begin
                : typed;
    }

    private List<Option> options(PolicyField field) {
        List<String> chosen = isSent()
                ? Optional.ofNullable(request.getParameterValues(field.name()))
                        .map(Arrays::asList)
                        .orElse(List.of())
                : List.of(initial(field).split(","));
        return field.choices().stream()
                .map(choice -> new Option(choice, words().choice(field, choice), chosen.contains(choice)))
                .toList();
    }

    private boolean isSent() {
        return "POST".equals(request.getMethod());
    }

    private Optional<PolicyVersion> before() {
        String rule = Optional.ofNullable(request.getParameter("rule")).orElse("");
        return rule.isEmpty() ? Optional.empty() : desk.last(viewer.viewer(), kind(), rule);
    }

    private PolicyKind kind() {
        return PolicyKind.ofWord(viewer.path("kind"))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such kind of rule."));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private PolicyWords words() {
        return new PolicyWords(Preferences.of(request).language().locale());
    }
}
