/**
 * The append side of the ledger and the files it publishes.
 *
 * <p><b>Append → sequence → integrate → publish.</b> {@link org.tallystick.ledger.service.Ledger#append} queues an item for the
 * log of its acquirer. One {@link org.tallystick.ledger.service.LedgerBatcher} a log takes what waits every few milliseconds and
 * commits it as one group: the head row is locked, the items' writers decide which entries they add and insert their own rows,
 * entries, tiles, edges and head follow, everything in <em>one</em> transaction. Only after the commit is the checkpoint signed,
 * so no signature ever exists over an uncommitted tree; only then are the items' futures completed.
 *
 * <p><b>What survives a crash.</b> Everything answered: an answer is given after the commit has reached the disk (PostgreSQL
 * with synchronous_commit; H2 with {@code CHECKPOINT SYNC} after each group). A group cut off before its commit leaves nothing;
 * one cut off after it is found by repeating. Any error at or before the commit means <em>outcome unknown</em>: caches and
 * connection are dropped, the items fail with {@code not-confirmed}, and the next group starts from what the database says.
 *
 * <p><b>Fence.</b> No leader is elected. The lock on the head row together with the compare-and-set on its size keeps two
 * writers apart; a tree cached in memory is used only while the head says the same size and root.
 *
 * <p><b>Shards.</b> An acquirer has one open log. It ends at its quarter's turn, by an operator's order for a new key, or by an incident; its
 * successor is opened in the same transaction, under the lock of the old head, so that a crash leaves both or neither and several nodes
 * agree ({@link org.tallystick.ledger.service.ShardTurn}). Nothing of a group is decided before its log is known to be open: what waits at
 * the turn goes whole into the next log, in which receipts of the old one are still what a repeated bill is answered with.
 *
 * <p><b>Guard.</b> Every checkpoint is noted on this node's disk before anything rests on it. After start, reconnection or an unknown
 * outcome the tree is held against these notes, the public checkpoint and the witnesses; afterwards against what this process let out.
 * A database that has less, or something else, is neither answered from nor signed, whoever brought it: a restored backup, a stale standby, a
 * copy. The node says so on the page of the platform's health, and terminals keep their bills. Where nothing better is to be had, the operator
 * starts a node with {@code tallystick.ledger.accept-rollback}: the log is halted, nothing of it is signed again, sales go on in a successor with
 * a key and a name that were never used, and the incident stands in the master log until an operator acknowledges it with a reason, which stands
 * there too. A log whose tiles and root do not belong together is halted in the same way at once, as no other database would mend it.
 *
 * <p><b>Master log.</b> Records the public checkpoints of all others, so that one key vouches for theirs
 * ({@link org.tallystick.ledger.service.MasterLog}). It is a log like them, in the same database; it ends only by order or incident. The next one
 * records sealed logs again, after it has repeated which of them were removed. A halted log stays recorded where it is, as the time of its record
 * tells when it had ended, unless an incident has taken that record before it was public.
 *
 * <p><b>Removal.</b> A log that has ended may be removed after the retention of everything that hangs on it: see {@code retention.service}, which
 * decides it, and {@link org.tallystick.ledger.service.LedgerRemovals}, which does it. What proves an entry stays, what an entry was about goes.
 *
 * <p><b>Several nodes</b> may work on one PostgreSQL ({@code tallystick.cluster}); they share the directory {@code keys} and nothing else, and only one
 * of them is given a register file. The server has to wait for a synchronous standby with every commit ({@code synchronous_standby_names} such
 * as {@code ANY 1 (a, b)}, {@code synchronous_commit} on), and the platform's role needs {@code pg_read_all_stats} to see that. Start, each new
 * connection of a log and a look every few seconds refuse a server that does not, or that is in recovery. The same setting is a fence: an old
 * primary that comes back alone has nobody to wait for, so nothing is ever answered from it. An address such as
 * {@code jdbc:postgresql://p,a,b/tallystick?targetServerType=primary&connectTimeout=3&socketTimeout=15&tcpKeepAlive=true} finds the primary.
 *
 * <p><b>Failover.</b> 1. Be sure that the old primary is off. 2. Ask every standby for {@code pg_last_wal_receive_lsn()}; promote the one with most
 * ({@code pg_ctl promote} or {@code SELECT pg_promote()}), never one that {@code synchronous_standby_names} does not name. 3. Let the others follow
 * it ({@code primary_conninfo} with all hosts and {@code target_session_attrs=primary} does that by itself), or clone one: until one streams, every
 * append waits or is refused. 4. Nodes reconnect by themselves. If one says that the database is not what it has signed, the wrong standby was
 * promoted: stop it, and promote the right one. 5. Clone the old primary anew; its last transactions, answered to nobody, are not the log's.
 * FailoverIT does all of this.
 *
 * <p>The publisher re-reads and re-hashes from the database what a checkpoint will cover before the public sees it.
 *
 * <p><b>Decisions.</b> ML-DSA only on published checkpoints, because groups commit every few milliseconds; the price: a receipt's first
 * proof is Ed25519 only. Witnesses are asked in parallel for a second each (a setting), because sales never wait, the badge needs the quorum; the
 * price: a badge may come later. One that refuses a log is asked again after a minute, because it is somebody else's; the price: so long after
 * it has been given the log's key. A larger tree that a witness claims without showing it stops nothing, because it could stop any log;
 * the price: one that shows nothing finds no restored backup. A node refuses a database that has less than it signed, until somebody says
 * that the rest is lost, because another standby may have everything; the price: sales wait in the terminals meanwhile. What was
 * released is kept outside the database, synced for each group, because database and public checkpoint roll back together; the price: one fsync more a group.
 * Synchronous replication is the fence, because an old primary alone commits nothing; the price: no standby, no sales. A disk that failed
 * once is not asked again in the same process, because the operating system may report what it lost as written; the price: a restart after
 * each disk error with H2.
 */
@NullMarked
package org.tallystick.ledger.service;

import org.jspecify.annotations.NullMarked;
