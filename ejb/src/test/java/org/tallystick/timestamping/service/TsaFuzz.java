package org.tallystick.timestamping.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.tallystick.enrolment.service.StampingPlatform;

/** Whatever is asked, the answer is a TimeStampResp (RFC 3161 section 2.4.2) of a bounded size, and never a fault of our own. */
public final class TsaFuzz {
    private static final int LONGEST_ANSWER = 16 << 10;
    private static final StampingPlatform PLATFORM = start();
    private static final TimestampAuthority AUTHORITY = new TimestampAuthority(
            PLATFORM.authority(),
            new ClockWatch(List.of(), Duration.ofSeconds(2), Duration.ofMinutes(10), PLATFORM.clock()),
            new Serials(serials()),
            PLATFORM.clock());

    private TsaFuzz() {}

    /** Before the first input's time is taken. */
    public static void fuzzerInitialize() {
        AUTHORITY.answer(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] request) throws IOException, TSPException {
        byte[] answer = AUTHORITY.answer(request);
        TimeStampResponse response = new TimeStampResponse(answer);
        if (answer.length > LONGEST_ANSWER) {
            throw new IllegalStateException("An answer of " + answer.length + " bytes");
        }
        if (response.getFailInfo() != null && response.getFailInfo().intValue() == PKIFailureInfo.systemFailure) {
            throw new IllegalStateException("A request that the authority stumbles over");
        }
    }

    private static SerialRepository serials() {
        PLATFORM.database().execute("DELETE FROM timestamp_serial");
        PLATFORM.database().execute("INSERT INTO timestamp_serial (id, block) VALUES (1, 0)");
        SerialRepository repository = new SerialRepository() {
            @Override
            long nextBlock() {
                return PLATFORM.database().inTransaction(() -> super.nextBlock());
            }
        };
        repository.em = PLATFORM.database().entityManager();
        return repository;
    }

    private static StampingPlatform start() {
        try {
            return new StampingPlatform(Files.createTempDirectory("fuzz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
