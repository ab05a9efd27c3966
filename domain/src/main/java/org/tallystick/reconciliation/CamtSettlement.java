package org.tallystick.reconciliation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the card entries of ISO 20022 camt.053 and camt.054 messages of any version: each {@code TxDtls} with a {@code CardTx} is a
 * row, as is an entry whose only {@code CardTx} is its own. Entries without a card are not settled sales and are left out. The numbers
 * come from {@code CardTx}: terminal {@code POI/Id/Id}, batch {@code Tx/Indv/SaleRcncltnId}, trace {@code Tx/Indv/SeqNb}, reference
 * {@code Tx/Indv/TxId/TxRef}, time of sale {@code Tx/Indv/TxId/TxDtTm}.
 */
final class CamtSettlement {
    private static final int DEEPEST = 40;
    private static final int LONGEST = 256;

    private final RowRules rules;
    private final RowSink sink;
    private final Deque<String> path = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private Map<String, String> entry = new HashMap<>();
    private Map<String, String> details = new HashMap<>();
    private boolean inDetails;
    private @Nullable Map<String, String> waiting;
    private boolean rowGiven;
    private long rows;
    private long entries;
    private long announced = -1;
    private @Nullable SettlementFormat format;

    private CamtSettlement(LocalDate today, RowSink sink) {
        this.rules = new RowRules(today);
        this.sink = sink;
    }

    static SettlementFormat read(Path file, LocalDate today, RowSink sink) throws IOException {
        CamtSettlement settlement = new CamtSettlement(today, sink);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            XMLStreamReader xml = factory().createXMLStreamReader(in);
            settlement.read(xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new FileRefusal(
                    RefusalReason.XML,
                    e.getLocation() == null
                            ? ""
                            : String.valueOf(e.getLocation().getLineNumber()));
        }
        return settlement.end();
    }

    /** The JDK's own parser, which neither reads document types nor fetches anything. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new FileRefusal(RefusalReason.DOCTYPE, "");
                case XMLStreamConstants.START_ELEMENT -> begin(xml);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(xml);
                case XMLStreamConstants.END_ELEMENT -> finish();
                default -> {}
            }
        }
    }

    private SettlementFormat end() {
        if (format == null) {
            throw new FileRefusal(RefusalReason.NOT_CAMT, "");
        }
        if (announced >= 0 && announced != entries) {
            throw new FileRefusal(RefusalReason.TOTALS, announced + " ≠ " + entries);
        }
        return format;
    }

    private void begin(XMLStreamReader xml) {
        String name = xml.getLocalName();
        path.addLast(name);
        text.setLength(0);
        if (path.size() > DEEPEST) {
            throw new FileRefusal(
                    RefusalReason.XML, String.valueOf(xml.getLocation().getLineNumber()));
        }
        switch (name) {
            case "BkToCstmrStmt" -> format = SettlementFormat.CAMT053;
            case "BkToCstmrDbtCdtNtfctn" -> format = SettlementFormat.CAMT054;
            case "Ntry" -> {
                entry = new HashMap<>();
                waiting = null;
                rowGiven = false;
            }
            case "TxDtls" -> {
                details = new HashMap<>();
                inDetails = true;
            }
            case "Amt" ->
                Optional.ofNullable(xml.getAttributeValue(null, "Ccy"))
                        .filter(c -> isOfTransaction())
                        .ifPresent(c -> put("Ccy", c));
            default -> {}
        }
    }

    private void append(XMLStreamReader xml) {
        if (text.length() < LONGEST) {
            text.append(xml.getText());
        }
    }

    private void finish() {
        String name = path.removeLast();
        String value = text.toString().strip();
        text.setLength(0);
        if (name.equals("TxDtls")) {
            inDetails = false;
            finishDetails();
        } else if (name.equals("Ntry")) {
            entries++;
            finishEntry();
        } else if (name.equals("NbOfNtries") && "TtlNtries".equals(path.peekLast()) && value.matches("\\d{1,15}")) {
            announced = Math.max(announced, 0) + Long.parseLong(value);
        } else if (!value.isEmpty() && path.contains("Ntry")) {
            put(key(name), value);
        }
    }

    /** The entry's amount belongs to details that name none only if they are the only ones: so these wait. */
    private void finishDetails() {
        if (details.containsKey("Amt") || details.containsKey("TxAmt")) {
            giveWaiting(false);
            give(details, false);
        } else if (waiting == null && !rowGiven) {
            waiting = details;
        } else {
            giveWaiting(false);
            give(details, false);
        }
    }

    private void finishEntry() {
        giveWaiting(true);
        if (!rowGiven) {
            give(Map.of(), true);
        }
    }

    private void giveWaiting(boolean alone) {
        if (waiting != null) {
            Map<String, String> first = waiting;
            waiting = null;
            give(first, alone);
        }
    }

    /** Charges and the like have amounts too. */
    private boolean isOfTransaction() {
        String parent = parent(1);
        return parent.equals("Ntry") || parent.equals("TxDtls") || parent.equals("TxAmt");
    }

    /** @param above 0 for the element that has just ended, while its parent is the last of the path */
    private String parent(int above) {
        java.util.Iterator<String> names = path.descendingIterator();
        String name = "";
        for (int i = 0; i <= above && names.hasNext(); i++) {
            name = names.next();
        }
        return name;
    }

    /** The names that tell one value from another; what belongs to something else gets a name that nobody asks for. */
    private String key(String name) {
        String parent = parent(0);
        if (path.contains("CardTx")) {
            return "Id".equals(name) && path.contains("POI") ? "POI" : "Card." + name;
        }
        return switch (name) {
            case "Dt", "DtTm" -> parent;
            case "Cd" -> "Sts".equals(parent) ? "Sts" : parent + ".Cd";
            case "Amt", "CdtDbtInd" -> "Ntry".equals(parent) || "TxDtls".equals(parent) ? name : parent;
            default -> name;
        };
    }

    private void put(String key, String value) {
        (inDetails ? details : entry).putIfAbsent(key, value);
    }

    /**
     * Gives a row, if there is a card in it and the entry is booked. What the details do not say, the entry says for all of them.
     *
     * @param whole whether the entry's amount is the row's
     */
    private void give(Map<String, String> own, boolean whole) {
        Map<String, String> said = new HashMap<>(entry);
        if (!whole) {
            said.remove("Amt");
            said.remove("TxAmt");
        }
        said.putAll(own);
        if (said.keySet().stream().noneMatch(key -> key.startsWith("Card.") || key.equals("POI"))) {
            return;
        }
        rowGiven = true;
        if (!said.getOrDefault("Sts", "BOOK").equals("BOOK")) {
            return;
        }
        rows++;
        try {
            sink.rows().accept(rules.row(rows, texts(said)));
        } catch (RowProblem e) {
            sink.faults().accept(e.at(rows));
        }
    }

    private static Map<SettlementField, String> texts(Map<String, String> said) {
        Map<SettlementField, String> texts = new EnumMap<>(SettlementField.class);
        take(said, "POI", SettlementField.TERMINAL, texts);
        take(said, "Card.SaleRcncltnId", SettlementField.BATCH, texts);
        take(said, "Card.SeqNb", SettlementField.TRACE, texts);
        take(said, "Card.TxRef", SettlementField.REFERENCE, texts);
        take(said, "Card.PAN", SettlementField.CARD, texts);
        take(said, "Ccy", SettlementField.CURRENCY, texts);
        take(said, "BookgDt", SettlementField.SETTLED_ON, texts);
        take(said, "ValDt", SettlementField.DATE, texts);
        take(said, "BookgDt", SettlementField.DATE, texts);
        take(said, "Card.TxDtTm", SettlementField.DATE, texts);
        String amount = said.getOrDefault("Amt", said.getOrDefault("TxAmt", ""));
        boolean back = "DBIT".equals(said.get("CdtDbtInd")) && !amount.isEmpty();
        texts.put(SettlementField.AMOUNT, back ? "-" + amount : amount);
        return texts;
    }

    private static void take(
            Map<String, String> said, String key, SettlementField field, Map<SettlementField, String> texts) {
        Optional.ofNullable(said.get(key)).ifPresent(value -> texts.put(field, value));
    }
}
