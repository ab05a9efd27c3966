package org.tallystick.terminal.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.LineItem;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;
import org.tallystick.terminal.Sale;
import org.tallystick.terminal.Shop;
import org.tallystick.terminal.SignatureRule;
import org.tallystick.terminal.TerminalProfile;

class InvoiceMapperTest {
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @TempDir
    Path folder;

    static ReplayOptions options(Path folder) {
        return new ReplayOptions(
                folder.resolve("report.csv"),
                UTF_8,
                Currency.getInstance("GBP"),
                ZoneId.of("Europe/London"),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Duration.ZERO);
    }

    static TerminalProfile profile() {
        return new TerminalProfile(
                URI.create("https://localhost"),
                "a",
                "10240017",
                "898330158140001",
                "48023310",
                1,
                Optional.empty(),
                new Shop(
                        Optional.empty(),
                        "London",
                        Optional.empty(),
                        Currency.getInstance("GBP"),
                        ZoneId.of("Europe/London")),
                List.of(),
                Map.of());
    }

    /** Names the bill of an invoice by a counter made of its number. */
    static InvoiceMapper mapper(Path folder) {
        return new InvoiceMapper(
                options(folder),
                new SignatureRule(profile()),
                number -> Optional.of(new Bill.Original(
                        Optional.of("10240017"), Optional.of(1L), Optional.of(Long.valueOf(number)), Map.of())));
    }

    private List<Mapping> map(String rows) throws IOException {
        return mapWithHeader(HEADER + rows);
    }

    private List<Mapping> mapWithHeader(String csv) throws IOException {
        Path file = folder.resolve("sales.csv");
        Files.writeString(file, csv);
        InvoiceMapper mapper = mapper(folder);
        return SalesFile.read(file, UTF_8).invoices().stream().map(mapper::map).toList();
    }

    private static Sale sale(Mapping mapping) {
        assertThat(mapping.refusal()).as(mapping.detail()).isEmpty();
        return mapping.sale().orElseThrow();
    }

    @Test
    void linesAreRoundedHalfUpAndTheAmountIsTheirSum() throws IOException {
        Sale sale = sale(
                map("""
                1,A,Ribbon,3,12/1/2010 8:26,0.335,17850,UK
                1,B,Lantern,2,12/1/2010 8:26,3.39,17850,UK
                """)
                        .get(0));
        assertThat(sale.lines())
                .containsExactly(
                        new LineItem("Ribbon", Optional.of("3"), Optional.of(34L), 101, Optional.empty()),
                        new LineItem("Lantern", Optional.of("2"), Optional.of(339L), 678, Optional.empty()));
        assertThat(sale.amount().decimal()).isEqualTo("7.79");
        assertThat(sale.time()).hasToString("2010-12-01T08:26Z");
        assertThat(sale.source()).contains("1");
    }

    @Test
    void summerTimeCounts() throws IOException {
        assertThat(sale(map("1,A,X,1,7/1/2011 8:26,1,1,UK\n").get(0)).time()).hasToString("2011-07-01T08:26+01:00");
    }

    @Test
    void aPartialCancellationIsARefundThatNamesItsSale() throws IOException {
        List<Mapping> mappings = map(
                """
                1,A,Ribbon,3,12/1/2010 8:26,2,17850,UK
                2,A,Ribbon,3,12/1/2010 8:30,2,99999,UK
                C3,A,Ribbon,-1,12/1/2010 9:00,2,17850,UK
                """);
        Sale refund = sale(mappings.get(2));
        assertThat(refund.type()).isEqualTo(BillType.REFUND);
        assertThat(refund.amount().minorUnits()).isEqualTo(200);
        assertThat(refund.lines()).singleElement().satisfies(line -> {
            assertThat(line.quantity()).contains("1");
            assertThat(line.amount()).isEqualTo(200);
        });
        assertThat(refund.original()).flatMap(Bill.Original::counter).contains(1L);
    }

    @Test
    void moneyGoesBackToTheCardItCameFrom() throws IOException {
        Path file = folder.resolve("cards.csv");
        Files.writeString(file, HEADER + "1,A,X,1,12/1/2010 8:26,1,7,UK\nC2,A,X,-1,12/1/2010 8:26,1,7,UK\n");
        List<Invoice> invoices = SalesFile.read(file, UTF_8).invoices();
        assertThat(new InventedFacts(invoices.get(1)).card(true))
                .isEqualTo(new InventedFacts(invoices.get(0)).card(true));
    }

    @Test
    void takingBackAWholeSaleTheSameDayIsAVoidAndLaterARefund() throws IOException {
        String sales =
                """
                1,A,Ribbon,3,12/1/2010 8:26,2,17850,UK
                1,B,Candle,1,12/1/2010 8:26,5,17850,UK
                """;
        assertThat(sale(map(sales
                                        + """
                C2,A,Ribbon,-3,12/1/2010 23:59,2,17850,UK
                C2,B,Candle,-1,12/1/2010 23:59,5,17850,UK
                """)
                                .get(1))
                        .type())
                .isEqualTo(BillType.VOID);
        assertThat(sale(map(sales
                                        + """
                C2,A,Ribbon,-3,12/2/2010 0:01,2,17850,UK
                C2,B,Candle,-1,12/2/2010 0:01,5,17850,UK
                """)
                                .get(1))
                        .type())
                .isEqualTo(BillType.REFUND);
    }

    @Test
    void whatWasTakenBackOnceIsNotTakenBackAgain() throws IOException {
        List<Mapping> mappings = map(
                """
                1,A,Ribbon,3,12/1/2010 8:26,2,17850,UK
                C2,A,Ribbon,-2,12/1/2010 9:00,2,17850,UK
                C3,A,Ribbon,-2,12/1/2010 9:10,2,17850,UK
                """);
        assertThat(sale(mappings.get(1)).original()).isPresent();
        assertThat(sale(mappings.get(2)).original()).isEmpty();
        assertThat(mappings.get(2).oddities()).contains(Oddity.NO_ORIGINAL);
    }

    @Test
    void freeItemsAreASaleOfNothingWithoutACard() throws IOException {
        Mapping mapping = map("1,A,Sample,1,12/1/2010 8:26,0,,UK\n").get(0);
        Sale sale = sale(mapping);
        assertThat(sale.amount().minorUnits()).isZero();
        assertThat(sale.entryMode()).isEqualTo(EntryMode.NONE);
        assertThat(sale.card()).isEmpty();
        assertThat(sale.cardholderSignature()).isEmpty();
        assertThat(mapping.oddities()).contains(Oddity.FREE_ITEMS, Oddity.NO_CUSTOMER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1,A,,-10,12/1/2010 8:26,0,,UK                 | STOCK_ADJUSTMENT
                    1,A,lost,-10,12/1/2010 8:26,1.5,,UK           | LESS_THAN_NOTHING
                    A563186,B,Adjust bad debt,1,8/12/2011 14:51,-11062.06,,UK | BAD_DEBT
                    C1,A,X,2,12/1/2010 8:26,1.5,1,UK              | LESS_THAN_NOTHING
                    1,A,X,two,12/1/2010 8:26,1.5,1,UK             | UNREADABLE
                    1,A,X,1,12/1/2010 8:26,1e3,1,UK               | UNREADABLE
                    1,A,X,1,yesterday,1.5,1,UK                    | UNREADABLE
                    1,A,X,1,2/30/2010 8:26,1.5,1,UK               | UNREADABLE
                    1,A,X,999999999,12/1/2010 8:26,999999999,1,UK | UNREADABLE
                    1,A,X,1,12/1/2010 8:26                        | UNREADABLE
                    """)
    void whatIsNoPaymentOrNotReadableIsListed(String row, Refusal refusal) throws IOException {
        Mapping mapping = map(row.strip() + "\n").get(0);
        assertThat(mapping.refusal()).contains(refusal);
        assertThat(mapping.sale()).isEmpty();
        assertThat(mapping.detail()).isNotBlank();
    }

    @Test
    void aDiscountLineOfASaleStaysNegative() throws IOException {
        Mapping mapping =
                map("""
                1,A,Ribbon,3,12/1/2010 8:26,2,17850,UK
                1,D,Discount,-1,12/1/2010 8:26,0.5,17850,UK
                1,POST,POSTAGE,1,12/1/2010 8:26,18,17850,UK
                """)
                        .get(0);
        assertThat(sale(mapping).amount().minorUnits()).isEqualTo(600 - 50 + 1800);
        assertThat(mapping.oddities()).contains(Oddity.DISCOUNT, Oddity.FEE);
    }

    @Test
    void namesAreCleanedAndNeverMissing() throws IOException {
        Mapping mapping = map("1,A,\"a\u202Eb\tc\",1,12/1/2010 8:26,1,1,UK\n1,B,?,1,12/1/2010 8:26,1,1,UK\n")
                .get(0);
        assertThat(sale(mapping).lines()).extracting(LineItem::name).containsExactly("abc", "Item B");
        assertThat(mapping.oddities()).contains(Oddity.TEXT_CLEANED, Oddity.NO_DESCRIPTION);
    }

    @Test
    void rowsThatStandApartAreOneInvoice() throws IOException {
        List<Mapping> mappings = map(
                """
                1,A,X,1,12/1/2010 8:26,1,1,UK
                2,A,X,1,12/1/2010 8:26,1,1,UK
                1,B,Y,1,12/1/2010 8:27,1,1,UK
                """);
        assertThat(mappings).hasSize(2);
        assertThat(sale(mappings.get(0)).lines()).hasSize(2);
        assertThat(mappings.get(0).oddities()).contains(Oddity.ROWS_APART, Oddity.TIMES_DIFFER);
    }

    @Test
    void extraColumnsAreReadByName() throws IOException {
        Sale sale = sale(mapWithHeader(
                        """
                EntryMode,InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,Currency,TipAmount,Cardholder
                INSERT,S1,T1,龙井茶,2,2026-09-20 18:42:31,600.00,CNY,10.00,TIMEOUT
                INSERT,S1,T2,芝麻糕,1,2026-09-20 18:42:31,6.50,CNY,,
                """)
                .get(0));
        assertThat(sale.amount().minorUnits()).isEqualTo(120_000 + 650 + 1000);
        assertThat(sale.amount().currency()).isEqualTo(Currency.getInstance("CNY"));
        assertThat(sale.tip()).contains(1000L);
        assertThat(sale.entryMode()).isEqualTo(EntryMode.INSERT);
        assertThat(sale.cardholderSignature()).hasValueSatisfying(signature -> {
            assertThat(signature.requirement()).isEqualTo(SignatureRequirement.REQUIRED);
            assertThat(signature.status()).isEqualTo(SignatureStatus.TIMEOUT);
            assertThat(signature.featureCode()).contains(sale.numbers().featureCode());
        });
        assertThat(sale.card())
                .hasValueSatisfying(card -> assertThat(card.scheme()).contains("UnionPay"));
    }

    @Test
    void theSameInvoiceIsAlwaysMappedAlike() throws IOException {
        String row = "536365,A,X,1,12/1/2010 8:26,10,17850,UK\n";
        assertThat(sale(map(row).get(0))).usingRecursiveComparison().isEqualTo(sale(map(row).get(0)));
    }
}
