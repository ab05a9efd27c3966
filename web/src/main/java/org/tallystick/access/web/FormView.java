package org.tallystick.access.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Problem;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** A portal page's forms: what was typed, what is wrong with it, and the notice after a redirect. */
@Named("form")
@RequestScoped
public class FormView {
    private static final String FAULTS = "tallystick.form-faults";
    private static final String PROBLEM = "tallystick.form-problem";

    /** Bundles with sentences about faults and notices of things done; a key stands in one of them. */
    private static final List<String> AREAS = List.of(
            "Portal",
            "Operator",
            "Consumer",
            "Onboarding",
            "Training",
            "Coverage",
            "Settlement",
            "Late",
            "Notices",
            "Policies",
            "Retention",
            "Certificates",
            "Audits");

    @Inject
    private HttpServletRequest request;

    /** Has the page say what is wrong: fault keys by field. */
    public static void show(HttpServletRequest request, Map<String, String> faults) {
        request.setAttribute(FAULTS, faults);
    }

    static void explain(HttpServletRequest request, Problem problem) {
        request.setAttribute(PROBLEM, problem);
    }

    /** What was typed into a field, or asked for in the query. */
    public String value(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    /** What was typed, or a value to begin with. */
    public String value(String name, String initial) {
        String value = request.getParameter(name);
        return value == null ? initial : value;
    }

    public boolean wrong(String name) {
        return faults().containsKey(name);
    }

    /** What is wrong with a field, in words; {@code ""} for the form as a whole. */
    public String fault(String name) {
        String key = faults().getOrDefault(name, "");
        if (key.equals("member") && request.getAttribute(PROBLEM) instanceof Problem problem) {
            return sentence("fault." + faultKey(problem, name)).orElse("");
        }
        return key.isEmpty() ? "" : sentence("fault." + key).orElseThrow();
    }

    public boolean isFaulty() {
        return !faults().isEmpty();
    }

    /** The notice after a redirect, in words; empty if there is none of this name. */
    public String getNotice() {
        return sentence("done." + value("done")).orElse("");
    }

    /** Texts of services are for programs; people get the sentence of the member, or a general one. */
    private String faultKey(Problem problem, String name) {
        String reason = problem.errors().stream()
                .filter(error -> error.member().equals(name))
                .findFirst()
                .map(Problem.MemberError::reason)
                .orElse("");
        String key = name + (reason.startsWith("is in use") ? ".taken" : ".invalid");
        return sentence("fault." + key).isPresent() ? key : "member";
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> faults() {
        return request.getAttribute(FAULTS) instanceof Map<?, ?> faults ? (Map<String, String>) faults : Map.of();
    }

    private Optional<String> sentence(String key) {
        return AREAS.stream()
                .map(area -> Texts.of(area, Preferences.of(request).language().locale()))
                .filter(texts -> texts.has(key))
                .map(texts -> texts.get(key))
                .findFirst();
    }
}
