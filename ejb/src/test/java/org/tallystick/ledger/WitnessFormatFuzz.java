package org.tallystick.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tallystick.shared.Sha256;

/**
 * What a witness is asked, the operator's policy about witnesses, and the evidence of two histories. Each is refused with a
 * {@link LedgerFormatException}, or read, and then it can be used: asked for its head and proof, held against signers.
 */
public final class WitnessFormatFuzz {
    private static final byte[] ROOT = Sha256.of("a tree".getBytes(StandardCharsets.US_ASCII));

    private WitnessFormatFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        attempt(() -> {
            WitnessRequest request = WitnessRequest.parse(input);
            request.origin();
            request.proof().proves(ROOT, request.head().root());
        });
        attempt(() -> {
            WitnessPolicy policy = WitnessPolicy.parse(input);
            policy.isMetBy(List.of());
            policy.isMetBy(policy.keys());
            policy.accepts(input);
        });
        attempt(() -> {
            SplitView view = SplitView.parse(input);
            if (!view.equals(SplitView.parse(view.toJson()))) {
                throw new IllegalStateException("Two forms of one thing");
            }
            view.proves(List.of());
        });
    }

    private static void attempt(Runnable read) {
        try {
            read.run();
        } catch (LedgerFormatException announced) {
            // what is not in its one allowed form
        }
    }
}
