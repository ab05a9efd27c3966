package org.tallystick.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Card entries of ISO 20022 statements and notifications. */
class CamtSettlementTest {
    static final String CARD =
            """
            <CardTx><Card><PlainCardData><PAN>6217001234561234</PAN></PlainCardData></Card>
              <POI><Id><Id>20000001</Id></Id></POI>
              <Tx><Indv><SaleRcncltnId>000001</SaleRcncltnId><SeqNb>7</SeqNb>
                <TxId><TxDtTm>2026-11-20T18:42:07+08:00</TxDtTm><TxRef>000110047115</TxRef></TxId></Indv></Tx></CardTx>
            """;

    @Test
    void aDetailWithACardIsARow() throws IOException {
        Parsed parsed = Parsed.of(
                statement(
                        entry(
                                "99.00",
                                "CRDT",
                                "<TxDtls><Amt Ccy=\"CNY\">12.30</Amt>" + CARD
                                        + "<Chrgs><Rcrd><Amt Ccy=\"USD\">0.05</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs></TxDtls>")));

        SettledRow row = parsed.only();
        assertThat(parsed.format()).isEqualTo(SettlementFormat.CAMT053);
        assertThat(row.terminalNo() + row.batchNo() + row.traceNo()).isEqualTo("20000001000001000007");
        assertThat(row.referenceNo()).isEqualTo("000110047115");
        assertThat(row.amount().decimal() + row.amount().currency()).isEqualTo("12.30CNY");
        assertThat(row.soldOn()).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(row.settledOn()).contains(LocalDate.of(2026, 11, 21));
        assertThat(row.cardLast4()).isEqualTo("1234");
        assertThat(row.back()).isFalse();
    }

    @Test
    void aDebitGivesBackAndANotificationIsReadLikewise() throws IOException {
        String text = statement(entry("12.30", "DBIT", "<TxDtls>" + CARD + "</TxDtls>"))
                .replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn");

        Parsed parsed = Parsed.of(text);

        assertThat(parsed.format()).isEqualTo(SettlementFormat.CAMT054);
        assertThat(parsed.only().back()).isTrue();
        assertThat(parsed.only().amount().minorUnits()).isEqualTo(1230);
    }

    @Test
    void theAmountOfAnEntryIsNotThatOfEachOfItsDetails() throws IOException {
        Parsed parsed = Parsed.of(
                statement(entry("24.60", "CRDT", "<TxDtls>" + CARD + "</TxDtls><TxDtls>" + CARD + "</TxDtls>")));

        assertThat(parsed.rows()).isEmpty();
        assertThat(parsed.faults()).extracting(RowFault::reason).containsOnly(FaultReason.MISSING);
        assertThat(parsed.faults()).extracting(RowFault::line).containsExactly(1L, 2L);
    }

    @Test
    void whatHasNoCardOrIsNotBookedIsNoSettledSale() throws IOException {
        String transfer = entry("12.30", "CRDT", "<TxDtls><Refs><EndToEndId>X</EndToEndId></Refs></TxDtls>");
        String pending = entry("12.30", "CRDT", "<TxDtls>" + CARD + "</TxDtls>").replace("BOOK", "PDNG");

        Parsed parsed = Parsed.of(statement(transfer + pending));

        assertThat(parsed.rows()).isEmpty();
        assertThat(parsed.faults()).isEmpty();
    }

    @Test
    void aStatementThatWasCutOffOrLacksEntriesIsRefused() {
        String whole = statement(entry("12.30", "CRDT", "<TxDtls>" + CARD + "</TxDtls>"));

        assertRefused(whole.substring(0, whole.length() - 40), RefusalReason.XML);
        assertRefused(whole.replace("<NbOfNtries>1<", "<NbOfNtries>2<"), RefusalReason.TOTALS);
        assertRefused("<Document><Other/></Document>", RefusalReason.NOT_CAMT);
    }

    @Test
    void nothingIsFetchedForADocumentType() {
        String entity = "<?xml version=\"1.0\"?><!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE Document SYSTEM \"http://127.0.0.1:1/x.dtd\">";

        assertRefused(entity + "<Document><BkToCstmrStmt>&x;</BkToCstmrStmt></Document>", RefusalReason.DOCTYPE);
        assertRefused(bomb + "<Document><BkToCstmrStmt/></Document>", RefusalReason.DOCTYPE);
    }

    @Test
    void depthIsLimited() {
        assertRefused("<a>".repeat(10_000), RefusalReason.XML);
    }

    private static void assertRefused(String text, RefusalReason reason) {
        assertThatThrownBy(() -> Parsed.of(text)).isInstanceOfSatisfying(FileRefusal.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }

    static String entry(String amount, String direction, String details) {
        return """
               <Ntry><Amt Ccy="CNY">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
               <BookgDt><Dt>2026-11-21</Dt></BookgDt><NtryDtls>%s</NtryDtls></Ntry>
               """
                .formatted(amount, direction, details);
    }

    static String statement(String entries) {
        long count = entries.split("<Ntry>", -1).length - 1;
        return """
               <?xml version="1.0" encoding="UTF-8"?>
               <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>
               <Stmt><Id>1</Id><TxsSummry><TtlNtries><NbOfNtries>%d</NbOfNtries></TtlNtries></TxsSummry>%s</Stmt>
               </BkToCstmrStmt></Document>
               """
                .formatted(count, entries)
                .strip();
    }
}
