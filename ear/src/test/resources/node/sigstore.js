// Verifies a tlog-proof with @sigstore/verify, whose authors know nothing of this platform: the checkpoint's signature by the
// log's Ed25519 key, and the inclusion of the entry that the proof carries.
const fs = require('fs');
const crypto = require('crypto');
const { verifyMerkleInclusion } = require('@sigstore/verify/dist/timestamp/merkle');
const { verifyCheckpoint } = require('@sigstore/verify/dist/timestamp/checkpoint');

const [file, vkey] = process.argv.slice(2);
const text = fs.readFileSync(file, 'utf8');
const at = text.indexOf('\n\n');
const [, extra, index, ...path] = text.slice(0, at).split('\n');
const checkpoint = text.slice(at + 2);
const [, size, root] = checkpoint.split('\n');

const [, keyId, typed] = vkey.match(/^[^+]+\+([0-9a-f]{8})\+(.+)$/);
const raw = Buffer.from(typed, 'base64').subarray(1);
const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
const log = {
  logID: Buffer.from(keyId, 'hex'),
  publicKey: crypto.createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  validFor: { start: new Date(0), end: new Date(8640000000000000) },
};
const entry = {
  integratedTime: '1',
  canonicalizedBody: Buffer.from(extra.split(' ')[1], 'base64'),
  inclusionProof: {
    logIndex: index.split(' ')[1],
    treeSize: size,
    rootHash: Buffer.from(root, 'base64'),
    hashes: path.map((hash) => Buffer.from(hash, 'base64')),
    checkpoint: { envelope: checkpoint },
  },
};
try {
  verifyCheckpoint(entry, [log]);
  verifyMerkleInclusion(entry);
  console.log('verified');
} catch (e) {
  console.log(e.message);
}
