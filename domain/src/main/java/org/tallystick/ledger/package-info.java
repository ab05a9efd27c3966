/**
 * The ledger: a Merkle tree over entries, in formats that tools nobody here wrote can check.
 *
 * <p><b>Words.</b> An <i>entry</i> is six lines of text that name an object and its digest, never its content. Its hash
 * is a <i>leaf</i>. The tree over all leaves has one <i>root</i>; size and root together are the <i>tree head</i>. A
 * tree head signed by the log is a <i>checkpoint</i>, one kind of <i>signed note</i>. An <i>inclusion proof</i> shows
 * that a leaf is under a root; a <i>consistency proof</i> that one tree begins with the leaves of an older one. The
 * hashes are published as <i>tiles</i> of 256, the entries as <i>bundles</i> of 256. A <i>cosigner</i> (a witness) adds
 * its own signature to a checkpoint after it saw the consistency proof.
 *
 * <p><b>Life of an entry.</b> Appended to a {@link org.tallystick.ledger.GrowingTree} with the rest of its group,
 * committed by the caller, and only then covered by a checkpoint that a {@link org.tallystick.ledger.NoteSigner}
 * signs; from then on anybody can prove it with a {@link org.tallystick.ledger.TlogProof}, read it through a
 * {@link org.tallystick.ledger.TiledLog} and check it all with a {@link org.tallystick.ledger.LogAuditor}.
 *
 * <p><b>Rules.</b>
 *
 * <ul>
 *   <li>A full tile never changes, and a partial one is a prefix of every later version of itself.
 *   <li>Readers are strict: one meaning has one byte form, and anything else is a {@link
 *       org.tallystick.ledger.LedgerFormatException}. Proofs that merely do not hold are {@code false}.
 *   <li>A checkpoint counts only under a key of the log it names; cosignatures alone prove nothing about origin.
 *   <li>Nothing here reads a clock, keeps a private key longer than its owner does, or knows a database.
 *   <li>Byte arrays are handed over, not copied: whoever gives or gets one never writes to it again.
 * </ul>
 *
 * <p><b>What survives a crash</b> is the caller's matter: everything a {@link org.tallystick.ledger.GrowingTree} knows
 * can be restored from the size and the edge tiles that were committed with the entries.
 *
 * <p>Sources: RFC 6962 and RFC 9162 section 2.1 (hashes and proofs); C2SP signed-note, tlog-checkpoint, tlog-cosignature,
 * tlog-tiles and tlog-proof (texts and files).
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.ledger;
