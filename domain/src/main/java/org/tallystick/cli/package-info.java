/**
 * The command-line program: one executable jar that is the terminal, the verifier and the ledger's auditor.
 *
 * <p>This is where capabilities are put together; nothing else here. A command reads its options, asks one class of a
 * capability, and prints: for people, or with {@code --json} one line for programs. Results go to the standard
 * output, everything about how it went to the standard error, both in UTF-8 whatever the locale says.
 *
 * <p><b>Exit codes.</b> 0 done · 1 something was refused or does not hold · 2 not confirmed, not reachable, or not to
 * be checked: repeating is right · 64 the command was not understood · 70 a fault of the program. {@code verify} adds
 * those of API.md, Report.
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.cli;
