package org.tallystick.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.WitnessPolicy.Member;

/**
 * Reads a policy file (C2SP tlog-policy), line by line. Bytes beyond ASCII are opaque, as the format wants it: names are
 * equal if their bytes are.
 */
final class WitnessPolicyReader {
    private static final Pattern SPACE = Pattern.compile("[ \t]+");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

    private final List<WitnessPolicy.Log> logs = new ArrayList<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<NoteVerifier> witnessKeys = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private @Nullable String quorum;

    WitnessPolicy read(byte[] file) {
        if (file.length > WitnessPolicy.MAX_LENGTH) {
            throw new LedgerFormatException("A policy must not be longer than " + WitnessPolicy.MAX_LENGTH + " bytes");
        }
        Lines lines = new Lines(new String(file, StandardCharsets.ISO_8859_1));
        for (int number = 1; lines.hasNext(); number++) {
            try {
                line(lines.next("end of the policy"));
            } catch (LedgerFormatException e) {
                throw new LedgerFormatException("Line " + number + ": " + e.getMessage());
            }
        }
        String named = quorum;
        if (named == null) {
            throw new LedgerFormatException("A policy must have one quorum line, and this has none");
        }
        return new WitnessPolicy(logs, members, named);
    }

    private void line(String line) {
        if (line.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
            throw new LedgerFormatException("A policy must have no control characters but tabs and line feeds");
        }
        String[] fields = SPACE.split(line.strip());
        if (fields[0].isEmpty() || fields[0].startsWith("#")) {
            return;
        }
        switch (fields[0]) {
            case "log" -> log(fields);
            case "witness" -> witness(fields);
            case "group" -> group(fields);
            case "quorum" -> quorum(fields);
            default -> throw new LedgerFormatException("A line must begin with log, witness, group, quorum or #");
        }
    }

    private void log(String[] fields) {
        requireFields(fields, 2, 3, "log VKEY [URL]");
        NoteVerifier key = key(fields[1]);
        if (key.isCosigner()) {
            throw new LedgerFormatException("This is the key of a witness, not of a log");
        }
        if (logs.stream().anyMatch(log -> log.key().hasSamePublicKey(key))) {
            throw new LedgerFormatException("The same public key is there as another log already");
        }
        logs.add(new WitnessPolicy.Log(key, text(fields, 2)));
    }

    private void witness(String[] fields) {
        requireFields(fields, 3, 4, "witness NAME VKEY [URL]");
        NoteVerifier key = key(fields[2]);
        if (!key.isCosigner()) {
            throw new LedgerFormatException("This is the key of a log, not of a witness");
        }
        if (witnessKeys.stream().anyMatch(known -> known.hasSamePublicKey(key))) {
            throw new LedgerFormatException("The same public key is there as another witness already");
        }
        witnessKeys.add(key);
        WitnessPolicy.Witness witness = new WitnessPolicy.Witness(utf8(fields[1]), key, text(fields, 3));
        define(fields[1], new Member(Optional.of(witness), 1, List.of()));
    }

    private void group(String[] fields) {
        requireFields(fields, 4, Integer.MAX_VALUE, "group NAME all|any|K MEMBER...");
        List<String> of = List.of(fields).subList(3, fields.length);
        for (String name : of) {
            requireDefined(name);
            if (!taken.add(name)) {
                throw new LedgerFormatException("A name may be a member once only, and " + utf8(name) + " is twice");
            }
        }
        define(fields[1], new Member(Optional.empty(), threshold(fields[2], of.size()), of));
    }

    private static int threshold(String text, int count) {
        int threshold =
                switch (text) {
                    case "any" -> 1;
                    case "all" -> count;
                    default -> COUNT.matcher(text).matches() ? Integer.parseInt(text) : 0;
                };
        if (threshold < 1 || threshold > count) {
            throw new LedgerFormatException("A group needs all, any, or a number from 1 to that of its members");
        }
        return threshold;
    }

    private void quorum(String[] fields) {
        requireFields(fields, 2, 2, "quorum NAME|none");
        if (quorum != null) {
            throw new LedgerFormatException("A policy must have one quorum line, and this is another");
        }
        if (!fields[1].equals(WitnessPolicy.NONE)) {
            requireDefined(fields[1]);
        }
        quorum = fields[1];
    }

    private void define(String name, Member member) {
        if (name.equals(WitnessPolicy.NONE) || members.putIfAbsent(name, member) != null) {
            throw new LedgerFormatException("The name " + utf8(name) + " is taken");
        }
    }

    private void requireDefined(String name) {
        if (!members.containsKey(name)) {
            throw new LedgerFormatException("No line before this one defines " + utf8(name));
        }
    }

    private static void requireFields(String[] fields, int least, int most, String form) {
        if (fields.length < least || fields.length > most) {
            throw new LedgerFormatException("The line must be " + form);
        }
    }

    private static NoteVerifier key(String field) {
        return NoteVerifier.parse(utf8(field));
    }

    private static Optional<String> text(String[] fields, int at) {
        return fields.length > at ? Optional.of(utf8(fields[at])) : Optional.empty();
    }

    private static String utf8(String opaque) {
        return new String(opaque.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
