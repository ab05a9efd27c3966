package org.tallystick.access.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tallystick.access.Account;
import org.tallystick.access.Totp;
import org.tallystick.access.service.SignInResult;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.QrCode;
import org.tallystick.shared.web.Texts;

/** The pages of signing in: what went wrong, the secret of a new second factor, recovery codes, and an interrupted form. */
@Named("signin")
@RequestScoped
public class SignInView {
    private static final String RESULT = "tallystick.sign-in-result";
    private static final String STEP = "tallystick.sign-in-step";
    private static final String SECRET = "tallystick.totp-secret";
    private static final String ACCOUNT = "tallystick.totp-account";
    private static final String CODES = "tallystick.recovery-codes";
    private static final String INTERRUPTED = "tallystick.interrupted";
    private static final String PREFIX = "again.";
    private static final String TARGET = "again-to";

    @Inject
    private HttpServletRequest request;

    @Inject
    private PortalIdentity identity;

    /** A field of the interrupted form. */
    public record Field(String name, String value) {
        public String getName() {
            return name;
        }

        public String getValue() {
            return value;
        }
    }

    /** @param step password or code */
    static void refuse(HttpServletRequest request, SignInResult result, String step) {
        request.setAttribute(RESULT, result);
        request.setAttribute(STEP, step);
    }

    static void offer(HttpServletRequest request, byte[] secret, Account account) {
        request.setAttribute(SECRET, secret);
        request.setAttribute(ACCOUNT, account.login());
    }

    static void recovery(HttpServletRequest request, List<String> codes) {
        request.setAttribute(CODES, codes);
    }

    static void interrupted(HttpServletRequest request) {
        request.setAttribute(INTERRUPTED, request.getRequestURI());
    }

    static boolean isInterrupted(HttpServletRequest request) {
        String target = request.getParameter(TARGET);
        return target != null && PortalPage.at(target.split("\\?", 2)[0]).isPresent();
    }

    /** What is wrong, in words; empty at first. */
    public String getFault() {
        if (!(request.getAttribute(RESULT) instanceof SignInResult result)) {
            return "";
        }
        Texts texts = Texts.of("Portal", Preferences.of(request).language().locale());
        return switch (result.outcome()) {
            case WAIT -> texts.get("signin.wait", result.waitSeconds());
            case LOCKED -> texts.get("signin.locked");
            default -> texts.get("signin.wrong." + request.getAttribute(STEP));
        };
    }

    /** Whether somebody who is signed in adds a second step that the role does not need. */
    public boolean isByChoice() {
        return identity.viewer().isPresent();
    }

    /** Whether a form waits to be sent again after signing in. */
    public boolean isResuming() {
        return request.getAttribute(INTERRUPTED) != null || isInterrupted(request);
    }

    /** Where the interrupted form goes. */
    public String getTarget() {
        if (request.getAttribute(INTERRUPTED) instanceof String interrupted) {
            return interrupted;
        }
        String target = request.getParameter(TARGET);
        return target == null ? "" : target;
    }

    /** The interrupted form's fields under names that no field of this page has. Passwords are left out. */
    public List<Field> getHidden() {
        return fields(true);
    }

    /** The interrupted form's fields under their own names. */
    public List<Field> getFields() {
        return fields(false);
    }

    private List<Field> fields(boolean prefixed) {
        boolean first = request.getAttribute(INTERRUPTED) != null;
        List<Field> fields = new ArrayList<>();
        if (!isResuming()) {
            return fields;
        }
        for (Map.Entry<String, String[]> entry : request.getParameterMap().entrySet()) {
            boolean ours = entry.getKey().startsWith(PREFIX);
            if (first && !entry.getKey().contains("password") || !first && ours) {
                String name = ours ? entry.getKey().substring(PREFIX.length()) : entry.getKey();
                for (String value : entry.getValue()) {
                    fields.add(new Field(prefixed ? PREFIX + name : name, value));
                }
            }
        }
        return fields;
    }

    /** The address to go to after signing in, as a field carries it on. */
    public String getNext() {
        String next = request.getParameter("next");
        return next == null ? "" : next;
    }

    /** Where somebody without an account makes one. */
    public String getSignUp() {
        return getNext().isEmpty()
                ? "/sign-up"
                : "/sign-up?next=" + URLEncoder.encode(getNext(), StandardCharsets.UTF_8);
    }

    /** The new secret in groups of four, to be typed by hand. */
    public String getSecret() {
        return Totp.base32(secret()).replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** The new secret as a QR code: path data of an SVG, with a viewBox of {@link #getQrSize} modules. */
    public String getQr() {
        return QrCode.of(uri()).path();
    }

    public int getQrSize() {
        return QrCode.of(uri()).size();
    }

    public List<?> getCodes() {
        return request.getAttribute(CODES) instanceof List<?> codes ? codes : List.of();
    }

    private String uri() {
        String login = URLEncoder.encode(String.valueOf(request.getAttribute(ACCOUNT)), StandardCharsets.UTF_8);
        return "otpauth://totp/Tallystick:" + login + "?secret=" + Totp.base32(secret()) + "&issuer=Tallystick";
    }

    private byte[] secret() {
        return request.getAttribute(SECRET) instanceof byte[] secret ? secret : new byte[0];
    }
}
