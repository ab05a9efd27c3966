package org.tallystick.notices;

import java.net.URI;
import java.net.URISyntaxException;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * Which receivers may be called: a platform that calls every address it is given would be a way into the network it stands in
 * (THREATS.md E1).
 */
public final class ReceiverRules {
    private static final int LONGEST = 500;

    private ReceiverRules() {}

    /**
     * The address as it is called.
     *
     * @param plain whether http is allowed as well; for trials
     * @throws Problem member-invalid, {@code url}
     */
    public static URI address(String typed, boolean plain) {
        URI uri;
        try {
            uri = new URI(typed.strip());
        } catch (URISyntaxException e) {
            throw wrong("must be an address such as https://shop.example/hooks");
        }
        boolean scheme = "https".equals(uri.getScheme()) || plain && "http".equals(uri.getScheme());
        if (!scheme || uri.getHost() == null || uri.toString().length() > LONGEST) {
            throw wrong("must be an https address of at most 500 characters");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw wrong("must not hold a user, a password or a fragment");
        }
        return uri;
    }

    private static Problem wrong(String reason) {
        return Problem.member(ProblemType.MEMBER_INVALID, "url", reason);
    }
}
