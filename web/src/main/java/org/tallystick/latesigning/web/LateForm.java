package org.tallystick.latesigning.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.latesigning.LateMark;
import org.tallystick.latesigning.Strokes;
import org.tallystick.signing.Part;

/** The form by which a cardholder signs: what was drawn or typed, and what is wrong with it. A drawing wins over a name. */
public final class LateForm {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String strokes;
    private final String name;
    private final boolean consented;
    private final Map<String, String> faults = new LinkedHashMap<>();
    private @Nullable LateMark mark;

    private LateForm(String strokes, String name, boolean consented) {
        this.strokes = strokes;
        this.name = name;
        this.consented = consented;
    }

    /** Nothing drawn yet. */
    static LateForm blank() {
        return new LateForm("", "", false);
    }

    static LateForm sent(HttpServletRequest request) {
        LateForm form = new LateForm(
                field(request, "strokes").strip(),
                field(request, "name"),
                field(request, "consent").equals("yes"));
        form.check();
        return form;
    }

    private void check() {
        byte[] salt = new byte[Part.SALT_LENGTH];
        RANDOM.nextBytes(salt);
        try {
            mark = strokes.isEmpty()
                    ? LateMark.typed(name, salt)
                    : LateMark.drawn(strokes.getBytes(StandardCharsets.UTF_8), salt);
        } catch (LateMark.Refused e) {
            refused(e.fault());
        }
        if (!consented) {
            faults.put("consent", "fault.consent");
        }
    }

    /** The same form with a fault of what was drawn or typed. */
    LateForm refused(LateMark.Fault fault) {
        mark = null;
        faults.put(fault.name().startsWith("NAME") ? "name" : "pad", "fault." + fault.key());
        return this;
    }

    /** The same form with a fault of the whole. */
    LateForm refused(String key) {
        faults.put("", key);
        return this;
    }

    /** What was signed with, if nothing is wrong. */
    Optional<LateMark> mark() {
        return faults.isEmpty() ? Optional.ofNullable(mark) : Optional.empty();
    }

    /** For the page's script, which shows it again; nothing of a drawing that is too large. */
    public String getStrokes() {
        return strokes.length() > Strokes.LARGEST ? "" : strokes;
    }

    public String getName() {
        return name;
    }

    public boolean isConsented() {
        return consented;
    }

    public boolean isFaulty() {
        return !faults.isEmpty();
    }

    public boolean isWrong(String field) {
        return faults.containsKey(field);
    }

    /** Key of the words that say what is wrong with a field; {@code ""} for the form as a whole. */
    public String fault(String field) {
        return faults.getOrDefault(field, "");
    }

    private static String field(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
