package org.tallystick.ledger;

/**
 * What the text of a checkpoint says, before anybody asks whether a tree can have such a head.
 *
 * @param origin one line, not empty
 */
record CheckpointText(String origin, TreeHead head) {
    /** Extension lines after the third are skipped: the signature covers them, and nothing here gives them a meaning. */
    static CheckpointText parse(String noteText) {
        Lines lines = new Lines(noteText);
        String origin = lines.next("origin");
        long size = Lines.decimal(lines.next("tree size"), "tree size");
        byte[] root = Base64Text.decodeHash(lines.next("root"), "root");
        while (lines.hasNext()) {
            if (lines.next("extension").isEmpty()) {
                throw new LedgerFormatException("A checkpoint must have no empty lines");
            }
        }
        if (origin.isEmpty()) {
            throw new LedgerFormatException("The origin of a checkpoint must be one line that is not empty");
        }
        return new CheckpointText(origin, new TreeHead(size, root));
    }
}
