package org.tallystick.receipts;

import java.util.Locale;
import java.util.Optional;

/**
 * The merchant as enrolled by its acquirer. The page's heading comes from here, never from the bill.
 *
 * @param nameEn may be the same as {@code nameZh} where no other was enrolled
 * @param store name of the store the terminal stands in, if it has one of its own
 * @param address of that store
 */
public record MerchantFacts(
        String merchantNo,
        String nameZh,
        String nameEn,
        Optional<String> store,
        Optional<String> address,
        String acquirerZh,
        String acquirerEn) {

    /** Registered name, and the store's where it has one, in the reader's language. */
    public String heading(Locale locale) {
        String name = isChinese(locale) ? nameZh : nameEn;
        return store.filter(s -> !s.isBlank() && !s.equals(name))
                .map(s -> isChinese(locale) ? name + "（" + s + "）" : name + " (" + s + ")")
                .orElse(name);
    }

    /** Name of the institution that enrolled the merchant, in the reader's language. */
    public String acquirer(Locale locale) {
        return isChinese(locale) ? acquirerZh : acquirerEn;
    }

    /** Whether a name that a bill gives is one that was enrolled: the merchant's or the store's. */
    public boolean isCalled(String name) {
        String said = name.strip();
        return said.equalsIgnoreCase(nameZh)
                || said.equalsIgnoreCase(nameEn)
                || store.filter(said::equalsIgnoreCase).isPresent()
                || said.equalsIgnoreCase(heading(Locale.SIMPLIFIED_CHINESE))
                || said.equalsIgnoreCase(heading(Locale.ENGLISH));
    }

    private static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals("zh");
    }
}
