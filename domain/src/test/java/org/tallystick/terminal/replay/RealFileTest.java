package org.tallystick.terminal.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.signing.CardNumberScan;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.LineItem;
import org.tallystick.signing.Part;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;
import org.tallystick.terminal.Sale;

/** The 512 real invoices of the UCI data set; figures counted from the file by other means. */
class RealFileTest {
    private List<Mapping> mappings;
    private List<Invoice> invoices;

    @TempDir
    Path folder;

    static Path file() {
        Path file =
                Path.of(System.getProperty("tallystick.shared", "../../shared"), "data", "online-retail-2010-12.csv");
        assumeTrue(Files.exists(file), "shared/data/online-retail-2010-12.csv is not here");
        return file;
    }

    @BeforeEach
    void map() {
        SalesFile sales = SalesFile.read(file(), UTF_8);
        assertThat(sales.strayLines()).isEmpty();
        invoices = sales.invoices();
        InvoiceMapper mapper = InvoiceMapperTest.mapper(folder);
        mappings = invoices.stream().map(mapper::map).toList();
    }

    private List<Sale> sales() {
        return mappings.stream().flatMap(m -> m.sale().stream()).toList();
    }

    @Test
    void everyInvoiceIsBilledOrListed() {
        assertThat(mappings).hasSize(512);
        assertThat(invoices.stream().mapToInt(i -> i.rows().size()).sum()).isEqualTo(9999);
        Map<String, Long> outcomes = mappings.stream()
                .collect(Collectors.groupingBy(
                        m -> m.sale()
                                .map(s -> s.type().name())
                                .orElseGet(() -> m.refusal().orElseThrow().name()),
                        TreeMap::new,
                        Collectors.counting()));
        assertThat(outcomes).isEqualTo(Map.of("SALE", 439L, "REFUND", 43L, "STOCK_ADJUSTMENT", 30L));
    }

    @Test
    void totalsAreThoseOfTheFile() {
        assertThat(sum(BillType.SALE)).isEqualTo(184239_83);
        assertThat(sum(BillType.REFUND)).isEqualTo(3580_58);
    }

    private long sum(BillType type) {
        return sales().stream()
                .filter(s -> s.type() == type)
                .mapToLong(s -> s.amount().minorUnits())
                .sum();
    }

    @Test
    void linesComeToTheAmountAndFit() {
        assertThat(sales()).allSatisfy(sale -> {
            assertThat(sale.lines().stream().mapToLong(LineItem::amount).sum())
                    .isEqualTo(sale.amount().minorUnits());
            assertThat(LineItem.toJson(sale.lines()).length).isLessThan(Part.MAX_TOTAL);
        });
        assertThat(sales().stream().mapToInt(s -> s.lines().size()).max()).hasValue(593);
    }

    @Test
    void sevenRefundsFindTheirSale() {
        assertThat(sales()).filteredOn(s -> s.original().isPresent()).hasSize(7);
        assertThat(invoices).filteredOn(i -> i.number().equals("C536506")).hasSize(1);
        Sale refund = sales().stream()
                .filter(s -> s.source().equals(java.util.Optional.of("C536506")))
                .findFirst()
                .orElseThrow();
        assertThat(refund.original()).flatMap(Bill.Original::counter).contains(536488L);
        assertThat(remarked(Oddity.NO_ORIGINAL)).isEqualTo(36);
    }

    @Test
    void oddInvoicesAreRemarked() {
        assertThat(remarked(Oddity.FREE_ITEMS))
                .as("15 of free items alone, and 537197")
                .isEqualTo(16);
        assertThat(remarked(Oddity.TIMES_DIFFER)).isEqualTo(1);
        assertThat(remarked(Oddity.LARGE_AMOUNT)).as("536982").isEqualTo(1);
        assertThat(remarked(Oddity.ROWS_APART)).isZero();
        assertThat(remarked(Oddity.TEXT_CLEANED)).isZero();
        assertThat(sales())
                .filteredOn(s -> s.amount().minorUnits() == 0)
                .hasSize(15)
                .allSatisfy(s -> assertThat(s.entryMode()).isEqualTo(EntryMode.NONE));
    }

    private long remarked(Oddity oddity) {
        return mappings.stream()
                .filter(m -> m.sale().isPresent() && m.oddities().contains(oddity))
                .count();
    }

    @Test
    void billsLookLikeBillsOfATill() {
        assertThat(sales().stream().map(Sale::entryMode).distinct())
                .containsExactlyInAnyOrder(
                        EntryMode.INSERT, EntryMode.TAP, EntryMode.SCAN, EntryMode.SWIPE, EntryMode.NONE);
        assertThat(sales()).allSatisfy(sale -> {
            assertThat(sale.card().isPresent()).isEqualTo(sale.entryMode().isCard());
            sale.card().ifPresent(card -> assertThat(CardNumberScan.contains(card.masked()))
                    .isFalse());
            sale.cardholderSignature().ifPresent(signature -> assertThat(signature.status())
                    .isEqualTo(
                            signature.requirement() == SignatureRequirement.REQUIRED
                                    ? SignatureStatus.PAPER
                                    : SignatureStatus.NOT_REQUIRED));
            assertThat(sale.numbers().referenceNo()).matches("[0-9]{12}");
        });
        assertThat(sales().stream().map(s -> s.numbers().traceNo()).distinct()).hasSize(482);
    }
}
