package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.notices.WebhookSecret;

/**
 * A webhook that a test has added in the portal.
 *
 * @param page its address in the portal
 * @param path at which the receiver sees its messages
 * @param secret as it was shown once
 */
record WebhookPage(PortalClient owner, String page, String path, WebhookSecret secret) {
    /** What a webhook is told of; a form's boxes send the names one by one, which comes to the same. */
    static final String KINDS = "SIGNATURE_MISSING,DEADLINE_NEAR,ESCALATED,RECEIPT_ALTERED,TERMINAL_SILENT";

    /** @param list address of the list, a merchant's or an institution's */
    static WebhookPage add(PortalClient owner, String list, WebhookReceiver receiver, String path) throws IOException {
        return add(owner, list, receiver.url(path), path);
    }

    static WebhookPage add(PortalClient owner, String list, String url, String path) throws IOException {
        String answer = owner.post(list, Map.of("do", "add", "url", url, "kinds", KINDS))
                .text();
        return new WebhookPage(
                owner,
                found("href=\"(" + list + "/[^\"]+)\">" + Pattern.quote(url) + "<", answer),
                path,
                secret(answer));
    }

    /** The secret that a page shows. */
    static WebhookSecret secret(String answer) {
        return new WebhookSecret(found("id=\"secret\">(whsec_[^<]+)<", answer));
    }

    /** The first group of a pattern that a page must have. */
    static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    /** Has a test sent. */
    void test() throws IOException {
        assertThat(owner.post(page, Map.of("do", "test")).status()).isEqualTo(303);
    }

    void remove() throws IOException {
        assertThat(owner.post(page, Map.of("do", "remove")).status()).isEqualTo(303);
    }

    /** The page as it is now. */
    String text() throws IOException {
        return owner.get(page).text();
    }
}
