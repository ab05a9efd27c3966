package org.tallystick.notices;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.notices.WebhookSignature.Message;

/** The published example of Standard Webhooks, and what a receiver must not believe. */
class WebhookSignatureTest {
    private static final WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant SENT = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @Test
    void signsAsThePublishedExampleSays() {
        assertThat(WebhookSignature.sign(ID, SENT, BODY, List.of(SECRET))).isEqualTo(SIGNATURE);
        assertThat(genuine(ID, "1614265330", SIGNATURE, BODY, SENT)).isTrue();
    }

    @Test
    void whileASecretIsExchangedEitherIsEnough() {
        WebhookSecret other = WebhookSecret.create(new SecureRandom());
        String both = WebhookSignature.sign(ID, SENT, BODY, List.of(other, SECRET));

        assertThat(both.split(" ")).hasSize(2);
        assertThat(genuine(ID, "1614265330", both, BODY, SENT)).isTrue();
        assertThat(WebhookSignature.isGenuine(new Message(ID, "1614265330", both, BODY), other, SENT, FIVE_MINUTES))
                .isTrue();
    }

    @Test
    void anythingChangedIsNotGenuine() {
        assertThat(genuine("msg_other", "1614265330", SIGNATURE, BODY, SENT)).isFalse();
        assertThat(genuine(ID, "1614265331", SIGNATURE, BODY, SENT)).isFalse();
        assertThat(genuine(ID, "1614265330", SIGNATURE, "{\"test\": 2432232315}".getBytes(UTF_8), SENT))
                .isFalse();
        assertThat(genuine(ID, "1614265330", SIGNATURE.replace("v1,", "v2,"), BODY, SENT))
                .isFalse();
        assertThat(genuine(ID, "1614265330", "", BODY, SENT)).isFalse();
        assertThat(genuine(ID, "soon", SIGNATURE, BODY, SENT)).isFalse();
    }

    @Test
    void aReplayIsTooOldAndAClockFarAheadIsNotBelieved() {
        assertThat(genuine(ID, "1614265330", SIGNATURE, BODY, SENT.plusSeconds(300)))
                .isTrue();
        assertThat(genuine(ID, "1614265330", SIGNATURE, BODY, SENT.plusSeconds(301)))
                .isFalse();
        assertThat(genuine(ID, "1614265330", SIGNATURE, BODY, SENT.minusSeconds(301)))
                .isFalse();
    }

    @Test
    void aSecretHasItsForm() {
        WebhookSecret made = WebhookSecret.create(new SecureRandom());

        assertThat(made.text()).startsWith("whsec_").hasSize(6 + 44);
        assertThat(made).hasToString("WebhookSecret[****]");
        assertThatThrownBy(() -> new WebhookSecret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WebhookSecret("whsec_c2hvcnQ=")).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean genuine(String id, String timestamp, String signature, byte[] body, Instant now) {
        return WebhookSignature.isGenuine(new Message(id, timestamp, signature, body), SECRET, now, FIVE_MINUTES);
    }
}
