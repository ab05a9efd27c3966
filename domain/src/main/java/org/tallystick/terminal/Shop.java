package org.tallystick.terminal;

import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonObject;

/**
 * Where the terminal stands, as its bills say it.
 *
 * @param merchantName as on the slip
 * @param mcc merchant category code, 4 digits
 * @param currency in which it sells unless told otherwise
 * @param zone of its clock
 */
public record Shop(Optional<String> merchantName, String city, Optional<String> mcc, Currency currency, ZoneId zone) {

    static Shop of(JsonObject members) {
        return new Shop(
                members.optionalString("merchantName"),
                members.string("city"),
                members.optionalString("mcc"),
                Currency.getInstance(members.string("currency")),
                ZoneId.of(members.string("zone")));
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("merchantName", merchantName);
        members.put("city", city);
        members.put("mcc", mcc);
        members.put("currency", currency.getCurrencyCode());
        members.put("zone", zone.getId());
        return members;
    }
}
