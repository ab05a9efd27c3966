package org.tallystick.onboarding.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.onboarding.ApplicantKind;
import org.tallystick.onboarding.OnboardingPolicy;
import org.tallystick.onboarding.service.ApplicationFile;
import org.tallystick.onboarding.service.Drafts;
import org.tallystick.onboarding.service.Policies;
import org.tallystick.onboarding.service.Policies.Institution;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** The form of an application: whom to apply to, as what, and the business. */
@Named("apply")
@RequestScoped
public class ApplyView {
    static final String CODE = "code";

    @Inject
    private HttpServletRequest request;

    @Inject
    private Policies policies;

    private @Nullable Optional<Institution> institution;
    private @Nullable String code;

    /** An institution to choose, with the kinds it takes. */
    public record Choice(String code, String name, List<Option> options) {}

    /** A kind of applicant with its documents in words. */
    public record Option(String kind, String name, String documents, String link) {}

    public List<Choice> getChoices() {
        return policies.institutions().stream().map(this::choice).toList();
    }

    /** Whether institution and kind are chosen, and go together. */
    public boolean isChosen() {
        return ApplicantView.file(request).isPresent()
                || institution().stream()
                        .flatMap(i -> i.policies().stream())
                        .anyMatch(p -> kind().filter(k -> k == p.kind()).isPresent());
    }

    public String getInstitution() {
        return institution().map(i -> i.acquirer().code()).orElse("");
    }

    public String getInstitutionName() {
        return institution().map(this::name).orElse("");
    }

    public String getKind() {
        return kind().map(ApplicantKind::name).orElse("");
    }

    public boolean isEnterprise() {
        return kind().filter(k -> k == ApplicantKind.ENTERPRISE).isPresent();
    }

    /** The code that the application will have. Only a form that comes back keeps its own: never one from a link. */
    public String getCode() {
        if (code == null) {
            code = "POST".equals(request.getMethod())
                    ? BusinessForm.text(request, CODE)
                    : Drafts.newCode().text();
        }
        return code;
    }

    /** What stands in a field before anything is typed. */
    public String initial(String field) {
        return ApplicantView.file(request)
                .map(file -> BusinessForm.initial(file.application().business()))
                .orElse(Map.of())
                .getOrDefault(field, "");
    }

    /** The account that is kept already, by its last digits; empty if there is none. */
    public String getKeptAccount() {
        return ApplicantView.file(request)
                .map(file -> file.application().accountMasked())
                .orElse("");
    }

    /** Where the form is sent to. */
    public String getTarget() {
        return ApplicantView.file(request).isPresent() ? ApplicantView.link(request) + "/facts" : "/apply";
    }

    private Choice choice(Institution one) {
        return new Choice(
                one.acquirer().code(),
                name(one),
                one.policies().stream().map(policy -> option(one, policy)).toList());
    }

    private Option option(Institution one, OnboardingPolicy policy) {
        List<String> documents = policy.documents().stream()
                .map(kind -> texts().get("document." + kind))
                .toList();
        return new Option(
                policy.kind().name(),
                texts().get("kind." + policy.kind()),
                String.join(texts().get("and"), documents),
                "/apply?institution=" + one.acquirer().code() + "&kind=" + policy.kind());
    }

    private String name(Institution one) {
        return Preferences.of(request).language().locale().getLanguage().equals("zh")
                ? one.acquirer().nameZh()
                : one.acquirer().nameEn();
    }

    private Optional<ApplicantKind> kind() {
        return ApplicantView.file(request)
                .map(ApplicationFile::application)
                .map(a -> a.kind())
                .or(() -> BusinessForm.kind(request));
    }

    private Optional<Institution> institution() {
        if (institution == null) {
            institution = policies.institution(ApplicantView.file(request)
                    .map(file -> file.application().acquirer())
                    .orElseGet(() -> BusinessForm.text(request, "institution")));
        }
        return institution;
    }

    private Texts texts() {
        return Texts.of("Onboarding", Preferences.of(request).language().locale());
    }
}
