package org.tallystick.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.tallystick.signing.SignatureAlgorithm;

/**
 * What {@link SigningBench} is to measure.
 *
 * @param home a provisioned server: started unless one runs already, and its database drivers are used
 * @param running empty if the server is to be started
 * @param database empty for a running server whose database is nobody's business: no ceiling then
 * @param load the same for every step
 * @param connections one step for each number
 * @param idle so many more, that say nothing during a step
 * @param settings environment variables for a server that is started, beside those it needs
 */
public record SigningPlan(
        Optional<Path> home,
        Optional<Running> running,
        Optional<Database> database,
        Bills load,
        List<Integer> connections,
        int idle,
        Map<String, String> settings) {
    /**
     * A server that runs already.
     *
     * @param authorities PEM file of those to trust
     * @param codes file with enrolment codes as a server writes them
     * @param process its id, if it is on this machine
     */
    public record Running(URI server, Path authorities, Path codes, OptionalLong process) {}

    /**
     * The database.
     *
     * @param embedded H2 in the server's process; otherwise PostgreSQL
     * @param address empty if it is to be started
     */
    public record Database(boolean embedded, Optional<Address> address) {
        /** Whether it is a PostgreSQL that this run starts. */
        boolean isStarted() {
            return !embedded && address.isEmpty();
        }
    }

    /** A PostgreSQL that runs: for a server that is started, an empty database of the user's own. */
    public record Address(String jdbcUrl, String user, String password) {
        /** Never the password: records end up in logs. */
        @Override
        public String toString() {
            return "Address[%s as %s]".formatted(jdbcUrl, user);
        }
    }

    /**
     * What is sent.
     *
     * @param terminals whose bills take turns
     * @param batch bills in a request; 1 for the endpoint of single bills
     * @param rate bills a second in open loop; empty for closed loop
     * @param seconds of each step
     */
    public record Bills(SignatureAlgorithm algorithm, int terminals, int batch, OptionalDouble rate, int seconds) {
        /** Requests a second in open loop. */
        OptionalDouble requestRate() {
            return rate.isPresent() ? OptionalDouble.of(rate.getAsDouble() / batch) : rate;
        }
    }
}
