package org.tallystick.ledger.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tallystick.ledger.EntryBundleCoordinate;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.MasterProof;
import org.tallystick.ledger.TileCoordinate;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerRemovals;
import org.tallystick.ledger.service.LedgerShard;
import org.tallystick.ledger.service.LedgerTimestamps;
import org.tallystick.ledger.service.MasterLog;
import org.tallystick.ledger.service.QuantumSafeKeys;
import org.tallystick.ledger.service.RemovedLog;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ProblemResponse;

/**
 * {@code GET /ledger/logs}, {@code <prefix>/checkpoint}, {@code <prefix>/tile/<L>/<N>[.p/<W>]} and, with the auditor's token,
 * {@code <prefix>/tile/entries/<N>[.p/<W>]} (API.md "Ledger entry", TLOG.md 3 and 4). {@code <prefix>/objects/<N>} has what entries about the ledger itself stand for, {@code
 * <prefix>/master} the proof that the master log vouches for the log's key, {@code <prefix>/removal} that it says that the entries were removed after
 * their retention: their bundles are answered with 410 then; the master log's own entries need no token.
 * {@code <prefix>/timestamps} lists the timestamps
 * over checkpoints, {@code <prefix>/timestamps/<size>} has three files of each: the record ({@code .json}), the checkpoint ({@code
 * .checkpoint}), and the token over it ({@code .tst}).
 */
@WebServlet(urlPatterns = {"/ledger/logs", "/ledger/*"})
public class LedgerFilesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String BYTES = "application/octet-stream";
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final Pattern FILE =
            Pattern.compile("(/ledger/[^/]+/[^/]+)/(checkpoint|tile/entries/(.+)|tile/(.+))");

    private static final Pattern TIMESTAMP =
            Pattern.compile("(/ledger/[^/]+/[^/]+)/timestamps(?:/([1-9][0-9]{0,17})\\.(json|checkpoint|tst))?");

    private static final Pattern ABOUT_LOGS =
            Pattern.compile("(/ledger/[^/]+/[^/]+)/(master|removal|objects/(0|[1-9][0-9]{0,11}))");

    @Inject
    transient LedgerFiles files;

    @Inject
    transient MasterLog master;

    @Inject
    transient LedgerRemovals removals;

    @Inject
    transient QuantumSafeKeys quantumSafe;

    @Inject
    transient LedgerTimestamps timestamps;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            requireReading(request, response);
            String path =
                    request.getRequestURI().substring(request.getContextPath().length());
            if (path.equals("/ledger/logs")) {
                new PublicFile("application/json", "no-cache", true, logs()).send(request, response);
            } else {
                sendFile(request, response, path);
            }
        } catch (Problem problem) {
            ProblemResponse.send(request, response, problem);
        }
    }

    private static void requireReading(HttpServletRequest request, HttpServletResponse response) {
        if (!"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            throw new Problem(ProblemType.METHOD_NOT_ALLOWED, "The ledger's files are read only: use GET.");
        }
        if (request.getQueryString() != null) {
            throw notFound();
        }
    }

    private byte[] logs() {
        return files.shards().stream()
                .map(shard -> JsonWriter.text(members(shard)))
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> members(LedgerShard shard) {
        LedgerLog log = shard.log();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("origin", log.origin());
        members.put("verifierKey", log.verifierKey());
        quantumSafe.verifierKey(log).ifPresent(key -> members.put("mlDsaKey", key));
        members.put("prefix", log.prefix());
        members.put("state", shard.state().wireName());
        return members;
    }

    private void sendFile(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        Matcher timestamp = TIMESTAMP.matcher(path);
        if (timestamp.matches()) {
            timestamps(timestamp).send(request, response);
            return;
        }
        Matcher about = ABOUT_LOGS.matcher(path);
        if (about.matches()) {
            aboutLogs(about).send(request, response);
            return;
        }
        Matcher file = FILE.matcher(path);
        if (!file.matches()) {
            throw notFound();
        }
        LedgerLog log = files.log(file.group(1)).orElseThrow(LedgerFilesServlet::notFound);
        if (file.group(3) != null) {
            if (!log.isMaster()) {
                requireAuditor(request, response);
            }
            new PublicFile(BYTES, "private, max-age=31536000, immutable", true, entries(log, file.group(3)))
                    .send(request, response);
        } else if (file.group(4) != null) {
            new PublicFile(BYTES, IMMUTABLE, false, tile(log, file.group(4))).send(request, response);
        } else {
            byte[] note = files.publishedCheckpoint(log)
                    .orElseThrow(LedgerFilesServlet::notFound)
                    .getBytes(StandardCharsets.UTF_8);
            new PublicFile(TEXT, "public, max-age=2", true, note).send(request, response);
        }
    }

    private PublicFile aboutLogs(Matcher path) {
        LedgerLog log = files.log(path.group(1)).orElseThrow(LedgerFilesServlet::notFound);
        Optional<byte[]> json =
                switch (path.group(2)) {
                    case "master" -> master.proof(log).map(LedgerFilesServlet::json);
                    case "removal" -> removals.proof(log).map(LedgerFilesServlet::json);
                    default -> files.objects(log, Long.parseLong(path.group(3)));
                };
        return new PublicFile(
                "application/json", "public, max-age=2", true, json.orElseThrow(LedgerFilesServlet::notFound));
    }

    private static byte[] json(MasterProof proof) {
        return JsonWriter.write(proof.members());
    }

    private PublicFile timestamps(Matcher path) {
        LedgerLog log = files.log(path.group(1)).orElseThrow(LedgerFilesServlet::notFound);
        if (path.group(2) == null) {
            return new PublicFile("application/json", "public, max-age=10", true, timestamps(log));
        }
        long size = Long.parseLong(path.group(2));
        return switch (path.group(3)) {
            case "json" ->
                new PublicFile(
                        "application/json",
                        IMMUTABLE,
                        true,
                        timestamps.record(log, size).orElseThrow(LedgerFilesServlet::notFound));
            case "tst" ->
                new PublicFile(
                        BYTES, IMMUTABLE, false, timestamps.token(log, size).orElseThrow(LedgerFilesServlet::notFound));
            default ->
                new PublicFile(
                        TEXT,
                        IMMUTABLE,
                        true,
                        timestamps
                                .checkpoint(log, size)
                                .orElseThrow(LedgerFilesServlet::notFound)
                                .getBytes(StandardCharsets.UTF_8));
        };
    }

    private byte[] timestamps(LedgerLog log) {
        return timestamps.list(log).stream()
                .map(one -> JsonWriter.text(Map.of(
                        "size",
                        one.size(),
                        "index",
                        one.index(),
                        "time",
                        one.at().toString())))
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] tile(LedgerLog log, String coordinate) {
        return files.tile(log, parse(() -> TileCoordinate.parse(coordinate))).orElseThrow(LedgerFilesServlet::notFound);
    }

    private byte[] entries(LedgerLog log, String coordinate) {
        Optional<RemovedLog> removed = removals.of(log);
        if (removed.isPresent()) {
            throw new Problem(
                            ProblemType.REMOVED,
                            "The entries of this log were removed after their retention. Its checkpoint and hash tiles stay, and "
                                    + log.prefix() + "/removal has the master log's record of it.")
                    .with("removedAt", removed.get().at().toString())
                    .with("policy", removed.get().policy());
        }
        return files.entries(log, parse(() -> EntryBundleCoordinate.parse(coordinate)))
                .orElseThrow(LedgerFilesServlet::notFound);
    }

    private void requireAuditor(HttpServletRequest request, HttpServletResponse response) {
        boolean auditor = Optional.ofNullable(request.getHeader("Authorization"))
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()))
                .filter(files::opensEntries)
                .isPresent();
        if (!auditor) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"ledger entries\"");
            throw new Problem(ProblemType.UNAUTHENTICATED, "Entry bundles need an auditor's bearer token.");
        }
    }

    private static <T> T parse(java.util.function.Supplier<T> parser) {
        try {
            return parser.get();
        } catch (LedgerFormatException e) {
            throw notFound();
        }
    }

    private static Problem notFound() {
        return new Problem(ProblemType.NOT_FOUND, "The ledger has no such file.");
    }
}
