package org.tallystick.coverage.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.tallystick.coverage.Rate;
import org.tallystick.coverage.RateLine;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.RateQuery.Dimension;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Texts;

/**
 * A row of rates as pages show it.
 *
 * @param link narrows the page to it, or leads to its cases; empty where neither is possible
 * @param mean from opening to closing of its cases, on average
 */
public record RateRow(
        String name,
        String link,
        String receipts,
        String unsigned,
        String share,
        String required,
        String absent,
        String absentShare,
        String missing,
        String remedied,
        String open,
        String mean) {

    /** Where a page of rates stands. @param area part of the portal */
    record Place(String area, RateQuery query, Dimension dimension) {
        String path() {
            return "/" + area + "/coverage";
        }
    }

    static RateRow of(RateLine line, Place place, Wording words) {
        Rate rate = line.rate();
        return new RateRow(
                name(rate, place.dimension(), words),
                link(rate, place),
                Figures.of(rate.receipts()),
                Figures.of(rate.unsigned()),
                percent(rate.unsigned(), rate.receipts()),
                Figures.of(rate.required()),
                Figures.of(rate.absent()),
                percent(rate.absent(), rate.required()),
                Figures.of(line.outcome().missing()),
                Figures.of(line.outcome().remedied()),
                Figures.of(line.outcome().open()),
                words.mean(line.outcome()));
    }

    static String name(Rate rate, Dimension dimension, Wording words) {
        String name = words.isChinese() ? rate.nameZh() : rate.nameEn();
        return switch (dimension) {
            case ENTRY_MODE -> Texts.ofPages(words.locale()).get("mode." + rate.key());
            case BRAND -> rate.key().isEmpty() ? words.get("brand.none") : rate.key();
            case TERMINAL -> rate.key() + " · " + name;
            case DEVICE_BRAND -> told(rate.key(), words);
            case DEVICE_MODEL, FIRMWARE ->
                name.isEmpty() ? told(rate.key(), words) : name + " · " + told(rate.key(), words);
            case INSTITUTION, REGION, MERCHANT, DAY -> name;
        };
    }

    private static String told(String key, Wording words) {
        return key.isEmpty() ? words.get("device.untold") : key;
    }

    private static String link(Rate rate, Place place) {
        RateQuery within = place.query().within(place.dimension(), rate.key());
        return switch (place.dimension()) {
            case INSTITUTION, REGION -> place.path() + RateParameters.link(within, Dimension.MERCHANT);
            case DEVICE_BRAND -> place.path() + RateParameters.link(within, Dimension.DEVICE_MODEL);
            case DEVICE_MODEL -> place.path() + RateParameters.link(within, Dimension.FIRMWARE);
            case FIRMWARE -> place.path() + RateParameters.link(within, Dimension.TERMINAL);
            case MERCHANT, TERMINAL -> "/" + place.area() + "/unsigned?which=all&q=" + rate.key();
            case BRAND, ENTRY_MODE, DAY -> "";
        };
    }

    /** With its sign; a dash where there is nothing to divide. Rounded up: nothing missing means nothing. */
    private static String percent(long part, long whole) {
        String share = share(part, whole, RoundingMode.UP);
        return whole == 0 ? share : share + " %";
    }

    static String share(long part, long whole, RoundingMode mode) {
        if (whole == 0) {
            return "—";
        }
        return BigDecimal.valueOf(part * 100)
                .divide(BigDecimal.valueOf(whole), 2, mode)
                .stripTrailingZeros()
                .toPlainString();
    }
}
