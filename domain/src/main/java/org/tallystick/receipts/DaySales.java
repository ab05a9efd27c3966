package org.tallystick.receipts;

import java.time.LocalDate;
import org.tallystick.shared.Money;

/**
 * One day of a shop.
 *
 * @param day in Shanghai
 * @param count bills by which money moved
 * @param net money taken minus money given back
 */
public record DaySales(LocalDate day, long count, Money net) {}
