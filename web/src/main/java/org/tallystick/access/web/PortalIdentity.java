package org.tallystick.access.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Account;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.MerchantBrowsers;
import org.tallystick.access.service.Sessions;
import org.tallystick.access.service.Sessions.Program;
import org.tallystick.access.service.Sessions.SignedIn;
import org.tallystick.access.service.SignIn;
import org.tallystick.access.service.Token;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ReferenceId;

/** Who sent this request: by the session cookie of a browser, or the bearer token of a program. Looked up once. */
@RequestScoped
public class PortalIdentity {
    /** {@code __Host-}: only this host over TLS can have set it, for every path (RFC 6265bis). */
    static final String COOKIE = "__Host-session";

    /** Stays in a browser in which somebody of a merchant has signed in, for as long as browsers keep a cookie. */
    private static final String MARK = "__Host-browser";

    private static final String BEARER = "Bearer ";

    @Inject
    private HttpServletRequest request;

    @Inject
    private Sessions sessions;

    @Inject
    private MerchantBrowsers browsers;

    private boolean asked;
    private @Nullable SignedIn signedIn;

    /** The session, complete or waiting for its second factor. */
    public Optional<SignedIn> session() {
        if (!asked) {
            asked = true;
            signedIn = cookie(COOKIE).flatMap(sessions::of).orElse(null);
        }
        return Optional.ofNullable(signedIn);
    }

    /** The person, once nothing is missing of the sign-in. */
    public Optional<Viewer> viewer() {
        return session().filter(s -> s.session().complete()).map(s -> viewer(s.account()));
    }

    /** The person whose second factor may still be missing. */
    Viewer unfinished() {
        return viewer(session().orElseThrow(PortalIdentity::unauthenticated).account());
    }

    /** The account behind a bearer token, else the signed-in person. */
    public Viewer caller() {
        return bearer().map(token -> viewer(program(token).account()))
                .orElseGet(() -> viewer().orElseThrow(PortalIdentity::unauthenticated));
    }

    /**
     * The account behind a bearer token that may hand in settlement files. A browser's cookie does not count: other sites could send it.
     *
     * @throws Problem unauthenticated; forbidden for a token that only reads
     */
    public Viewer handingIn() {
        Program program = program(bearer().orElseThrow(PortalIdentity::unauthenticated));
        if (!program.handsIn()) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "This token only reads. Make one that may hand in settlement files, at /institution/tokens.");
        }
        return viewer(program.account());
    }

    private Optional<String> bearer() {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()));
    }

    private Program program(String token) {
        return sessions.ofApiToken(token).orElseThrow(PortalIdentity::unauthenticated);
    }

    SignIn.Origin origin() {
        String agent = request.getHeader("User-Agent");
        return new SignIn.Origin(request.getRemoteAddr(), ReferenceId.of(request), agent == null ? "" : agent);
    }

    /** Where this request comes from, to be compared with where a merchant's people sign in. */
    public MerchantBrowsers.Trace trace() {
        SignIn.Origin origin = origin();
        return new MerchantBrowsers.Trace(origin.remote(), origin.agent(), cookie(MARK));
    }

    /** Marks the browser of somebody of a merchant who has just signed in. */
    void mark(HttpServletResponse response, SignedIn opened) {
        browsers.mark(opened.account(), cookie(MARK))
                .ifPresent(mark -> response.addHeader(
                        "Set-Cookie",
                        MARK + "=" + mark.text() + "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age="
                                + Duration.ofDays(400).toSeconds()));
    }

    static void keep(HttpServletResponse response, Token token) {
        response.addHeader("Set-Cookie", COOKIE + "=" + token.text() + "; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    static void forget(HttpServletResponse response) {
        response.addHeader("Set-Cookie", COOKIE + "=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
    }

    private Viewer viewer(Account account) {
        return new Viewer(
                account.id(),
                account.login(),
                account.name(),
                account.role(),
                account.scope(),
                request.getRemoteAddr(),
                ReferenceId.of(request));
    }

    private Optional<String> cookie(String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(c -> c.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private static Problem unauthenticated() {
        return new Problem(ProblemType.UNAUTHENTICATED, "Sign in, or send an API token as a bearer token.");
    }
}
