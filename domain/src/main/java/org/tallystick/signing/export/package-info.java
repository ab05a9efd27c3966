/**
 * Receipts in the forms of other people's programs. The receipt itself stays what it is (API.md, Receipt): its stored bytes
 * with the signatures of terminal and platform. An <i>export</i> is another signature over exactly these bytes, made with the
 * platform's seal key when somebody asks for it, with a signing time of its own. It says that the platform checked the receipt
 * then and found it genuine; when the sale was and when it was sealed stands in the receipt, not in the export.
 *
 * <p>Exports are made anew each time and never stored: nothing depends on them. Both forms carry the certificates of the
 * seal and of its authority, never the root, which the reader has to trust by another way.
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.signing.export;
