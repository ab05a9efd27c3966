package org.tallystick.terminal;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.tallystick.shared.Money;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.LineItem;

/**
 * What the till knows of a transaction; the terminal adds number, chain, code and signature.
 *
 * @param type anything but RECOVERY, which the terminal issues by itself
 * @param amount what is paid or paid back, tip included; never negative
 * @param tip minor units, contained in the amount
 * @param operator number of the cashier
 * @param cardholderSignature required where a card was read
 * @param image of the cardholder's signature, PNG
 * @param lines items whose amounts and the tip come to the amount; none if the till does not know them
 * @param source the row of a file that this comes from, at most once in a state directory
 */
public record Sale(
        BillType type,
        Money amount,
        OffsetDateTime time,
        EntryMode entryMode,
        SlipNumbers numbers,
        Optional<Bill.Card> card,
        Optional<Long> tip,
        Optional<Bill.Original> original,
        Optional<String> operator,
        Optional<Bill.CardholderSignature> cardholderSignature,
        Optional<byte[]> image,
        List<LineItem> lines,
        Optional<String> source) {}
