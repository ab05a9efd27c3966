/**
 * Tests of the whole: the built EAR in the provisioned server, over the network, as its users meet it.
 *
 * <p>{@link org.tallystick.ear.ServerProcess} is a server in a process of its own that a test may kill;
 * {@link org.tallystick.ear.Postgres} a PostgreSQL beside it; {@link org.tallystick.ear.Browser} a Chromium that looks at
 * its pages; {@link org.tallystick.ear.LocalHttp} a client that accepts the platform's own certificate. Tests that need
 * to be inside the server run in {@link org.tallystick.ear.BareServer} under Arquillian.
 *
 * <p>Ports: every server gets {@code port.offset} of the build plus a distance of its own, so that nothing a developer
 * has running is in the way.
 *
 * <p><b>Measured</b> on 2 cores, Java 17, everything on the same machine, 24 November to 1 December 2026.
 *
 * <p>mvn -Pbench -Dbench=Portal (eleven minutes): every page sixty times with a million receipts, 357,720 of one merchant
 * within 90 days; times at the client with TLS and rendering. All 47 pages are within 300 ms at p95, and the receipt table
 * was read from end to end 0 times (lists by amount: with an index that has gone since):
 *
 * <pre>
 * page  |  p50 ms  |  p95 ms
 * merchant's dashboard / daily close / terminals / one receipt  |  93 / 29 / 40 / 43  |  140 / 38 / 54 / 57
 * receipts of 30 days / 90 days / any time / 90 days by amount  |  112 / 207 / 234 / 213  |  126 / 261 / 253 / 256
 * 90 days: unsigned / refunds / last four digits / amounts  |  116 / 164 / 199 / 125  |  159 / 179 / 218 / 134
 * cases: merchant / institution / regulator  |  58 / 67 / 80  |  76 / 82 / 96
 * rates of 90 days / dashboards of institution / regulator  |  78 / 31 / 35  |  93 / 42 / 48
 * the API's list of 100 / a consumer's receipt page  |  16 / 20  |  30 / 34
 * </pre>
 *
 * <p>Exports of that merchant as long work: 357,480 rows as CSV (46 MB) in 13.8 s, as spreadsheet (7 MB) in 18.0 s; the
 * server had 558 MB before and 566 MB at most.
 *
 * <p>mvn -Pbench -Dbench=Reconciliation (ten minutes; -Drows=50000 is shorter): a settlement file of a million rows
 * against a million receipts on PostgreSQL: handed in within 7.6 s, decided after 289 s, 999,000 matched and the 1,000
 * without a receipt named, undone in 1.4 s; 504 MB before and 541 MB at most.
 *
 * <p>mvn -Pbench -Dbench=Coverage (ten minutes): 100,000 sales at 200 terminals over five days, 2,000 of them failing in
 * 39 ways, lines down for hours, two outages of the platform, bills behind the next one, through the HTTPS batch endpoint.
 * All 2,000 failures found (recall 100 %), 1,997 with the right cause (99.85 %), no false alarm among 98,000 good sales,
 * every terminal's rates right to the unit. The misses: two bills lost without a word during an outage of the platform
 * (PLATFORM_OUTAGE: nothing tells the two apart), one STEP_SKIPPED within three minutes of a crash (APP_CRASH). The same
 * with 2,000 sales, and more than forty scenarios, are tests.
 *
 * <p>mvn -Pbench -Dbench=Ledger (the command line's bench audit): ten million leaves on one thread, grown at 2.35 million a second (0.37 of
 * what it can hash), audited by hash tiles at 3.3 million a second (0.53), 6,000 inclusion proofs a second from stored tiles.
 *
 * <p>mvn -Pbench -Dbench=Pieces -Dpieces="(wholeReceipt|verifyEs256)" (1 December 2026): all that an auditor does with a receipt's file 252 us of
 * one processor, both signatures with it, of which each takes 51: 4,000 a second, of 9,800 that the signatures alone would allow. It is one file again and again;
 * the command line took 10,000 different ones of one terminal at 2,900 a second on one processor, 5,300 on two, when warm.
 *
 * <p>mvn -Pbench -Dbench=PublishDelay (two minutes): eight tills for a minute, H2, the checkpoint moving every five seconds as by
 * default. 16,524 entries in 4,166 groups: from an entry's commit to the public checkpoint over it p50 2.6 s, p90 4.6 s, p99 5.7 s, none
 * above 6 s; a group's commit p50 11.5 ms, p99 46 ms, as the server's own histograms say.
 *
 * <p>mvn -Pfuzz (an hour; -Dfuzz=Ocsp for one reader, -Dfuzz.seconds=60 for less): Jazzer makes up input for whatever
 * reads foreign bytes: certificates, EST, OCSP and timestamp requests, ledger and witness formats, receipt files, each in a
 * JVM of 256 MB. Seeds and findings are tried in every build. Ten minutes each on a loaded machine (29 November 2026):
 * certificates 2.5 million inputs, EST 0.3, OCSP 3.3, timestamps 7.4, ledger 7.3, receipt files 1.8; what witnesses are asked,
 * their policies and split views, each input to all three for fifteen minutes, 28.4. One finding, mended: a key with unused bits
 * in a signing request was answered 500.
 */
@NullMarked
package org.tallystick.ear;

import org.jspecify.annotations.NullMarked;
