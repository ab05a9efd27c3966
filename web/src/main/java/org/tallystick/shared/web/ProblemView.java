package org.tallystick.shared.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.tallystick.shared.ProblemType;

/** The pages that explain problem documents: cause and remedy of each type in the reader's language. */
@Named("problem")
@RequestScoped
public class ProblemView {
    private static final String TYPE = "tallystick.problem-type";

    @Inject
    private HttpServletRequest request;

    /** One type in words. */
    public record Explanation(String slug, int status, String title, String cause, String remedy) {
        static Explanation of(ProblemType type, Texts texts) {
            String slug = type.slug();
            return new Explanation(
                    slug,
                    type.status(),
                    texts.get(slug + ".title"),
                    texts.get(slug + ".cause"),
                    texts.get(slug + ".remedy"));
        }
    }

    /** What the page will be about. */
    static void show(HttpServletRequest request, ProblemType type) {
        request.setAttribute(TYPE, type);
    }

    public Explanation getExplanation() {
        ProblemType type = request.getAttribute(TYPE) instanceof ProblemType t ? t : ProblemType.NOT_FOUND;
        return Explanation.of(type, texts());
    }

    public List<Explanation> getAll() {
        Texts texts = texts();
        return Arrays.stream(ProblemType.values())
                .map(t -> Explanation.of(t, texts))
                .toList();
    }

    private Texts texts() {
        return Texts.ofProblems(Preferences.of(request).language().locale());
    }
}
