/**
 * The terminal's own side: its key, its counter, its outbox, and how it talks to the platform.
 *
 * <p><b>Words.</b> A <i>state directory</i> is one enrolled terminal: one key, one certificate, one series. A
 * <i>sale</i> is what the till wants to say; <i>issuing</i> it gives it the next counter, chains it to the bill before,
 * signs it and makes it durable. A bill <i>waits</i> in the outbox until the platform's answer was checked; it is then
 * <i>delivered</i>. A bill refused for good is <i>parked</i>. A bill is <i>missed</i> when it could not be delivered at
 * its time. A number is <i>lost</i> when its bill was destroyed after it may have been seen outside.
 *
 * <p><b>Life of a bill.</b> record in {@code outbox.log}, synced → its number in {@code outbox.mark}, synced → slip and
 * network → answer believed, receipt file synced → "delivered" in the log. So a kill at any instant loses nothing that
 * was shown to anybody, and doubles nothing: the platform answers a repeated bill with the receipt it already has.
 *
 * <p><b>Rules.</b>
 *
 * <ul>
 *   <li>A number that left this directory is never used again, whatever became of its bill (FAILURES.md 4). A record
 *       that a crash tore before its number left is cut off, and the number serves the next sale.
 *   <li>The order of bills is fixed here; delivery may be out of order, and one stuck bill does not stop the others.
 *   <li>When an outage is over, one RECOVERY bill lists what was missed, parked or lost.
 *   <li>No answer is believed before it was checked: the seal over this very payload and signature under a certificate
 *       that leads to the pinned anchors, and the proof to a checkpoint under a pinned log key.
 *   <li>One process writes at a time. Looking at the state needs no lock.
 *   <li>The till is never blocked: without network, or even without a usable key, the sale is issued and says so.
 * </ul>
 *
 * <p><b>Renewal.</b> In the last third of its certificate's life, at most 30 days before the end, the terminal gets a new key
 * and certificate over TLS with the old one. New key durable → certificate durable → in use, on trial → heartbeat accepted → old
 * key destroyed. A bill that waited keeps the signature of the key it was issued under.
 *
 * <p>The outbox keeps what it sent. A busy till writes some hundred megabytes a year; retire a directory by enrolling
 * again into a new one, which also begins a new series.
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.terminal;
