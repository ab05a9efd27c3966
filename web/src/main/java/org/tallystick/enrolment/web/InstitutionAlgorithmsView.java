package org.tallystick.enrolment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.tallystick.access.web.ViewerView;
import org.tallystick.enrolment.AlgorithmChoice;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.service.InstitutionAlgorithms;

/** Which algorithms the institution of the page's path works with; after a faulty form, what was chosen in it. */
@Named("institutionAlgorithms")
@RequestScoped
public class InstitutionAlgorithmsView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private InstitutionAlgorithms algorithms;

    /** One to choose. */
    public record Option(String value, boolean chosen) {}

    public List<Option> getTerminals() {
        List<String> typed = typed("terminals");
        AlgorithmChoice stored = stored();
        return options(
                algorithm -> true,
                algorithm -> isTyped()
                        ? typed.contains(algorithm.jose())
                        : stored.terminals().contains(algorithm));
    }

    public List<Option> getSeals() {
        List<String> typed = typed("seal");
        AlgorithmChoice stored = stored();
        return options(
                algorithm -> algorithm != KeyAlgorithm.EDDSA,
                algorithm -> isTyped() ? typed.contains(algorithm.jose()) : stored.seal() == algorithm);
    }

    private AlgorithmChoice stored() {
        return algorithms.find(viewer.path("institution")).orElse(AlgorithmChoice.USUAL);
    }

    private boolean isTyped() {
        return request.getParameter("seal") != null;
    }

    private List<String> typed(String field) {
        String[] values = request.getParameterValues(field);
        return values == null ? List.of() : Arrays.asList(values);
    }

    private static List<Option> options(Predicate<KeyAlgorithm> offered, Predicate<KeyAlgorithm> chosen) {
        return Arrays.stream(KeyAlgorithm.values())
                .filter(offered)
                .map(algorithm -> new Option(algorithm.jose(), chosen.test(algorithm)))
                .toList();
    }
}
